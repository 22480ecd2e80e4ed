import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// Images as floats, channels last; whole numbers are cast to the compute type, or f32.
    func expectImage(_ x: Tensor, _ format: DataFormat) throws -> Tensor {
        try expect(x, rank: 4, "[batch, height, width, channels]")
        try require(
            x.shape.dropFirst().allSatisfy { $0 > 0 }, "got images without pixels", received: "input \(x.shape)",
            expected: "sizes of at least 1")
        let image = x.channelsLast(from: format)
        return image.elementType.isFloat ? image : image.cast(to: dtypePolicy?.computeType ?? .f32)
    }

    /// Throws unless images, channels last, have three colours.
    func expectColours(_ image: Tensor) throws {
        guard image.shape[3] == 3 else {
            throw VerbatimError(
                .shape, "\(description) works on colours", received: "\(image.shape[3]) channels",
                expected: "3 channels: red, green, blue")
        }
    }

    /// A number for each image, `[batch, 1, 1, 1]`, uniform in a range; nothing is drawn from a range of one number.
    mutating func factor(_ name: String, _ range: FactorRange, for image: Tensor) throws -> Tensor {
        try require(
            range.low <= range.high, "has a range whose ends are exchanged", received: "\(range.low) to \(range.high)",
            expected: "the lesser number first")
        let shape = [image.shape[0], 1, 1, 1]
        guard range.low < range.high else {
            return Tensor.full(shape, Tensor(floatLiteral: range.low), image.elementType)
        }
        let unit = try uniform(name, shape: shape).cast(to: image.elementType)
        return unit * (range.high - range.low) + range.low
    }
}
