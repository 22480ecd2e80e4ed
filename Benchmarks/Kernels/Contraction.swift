import Verbatim

/// An operation that sums products of inputs and weights: a matrix product or a convolution, in float32.
struct Contraction {
    /// What is computed of it.
    enum Output: String, CaseIterable {
        case result = "forward"
        case inputGradient = "input gradient"
        case weightGradient = "weight gradient"
    }

    private let operation: Operation
    private let input: [Int]
    private let weights: [Int]
    /// Whether the input's first dimension runs over samples, by which a weight gradient's sums are split in leaves.
    private let hasSamples: Bool
    /// Floating-point operations of each output, those on padding included.
    let operationCount: Int
    /// Whether its input is the data, which needs no gradient.
    let isFirst: Bool

    /// The product `[batch..., rows, inner] x [batch..., inner, columns]`.
    static func product(
        batch: [Int] = [], _ rows: Int, _ inner: Int, _ columns: Int, hasSamples: Bool = false
    ) -> Contraction {
        let (leading, rank) = (Array(batch.indices), batch.count)
        return Contraction(
            operation: .dotGeneral(
                DotGeneralAttributes(
                    lhsBatching: leading, rhsBatching: leading, lhsContracting: [rank + 1], rhsContracting: [rank])),
            input: batch + [rows, inner], weights: batch + [inner, columns], hasSamples: hasSamples,
            operationCount: 2 * batch.reduce(1, *) * rows * inner * columns, isFirst: false)
    }

    /// A convolution of 32 images with windows of 3 x 3.
    private static func convolution(size: Int, _ inputs: Int, _ outputs: Int, isPadded: Bool) -> Contraction {
        let edge = isPadded ? 1 : 0
        let places = size - 2 + 2 * edge
        return Contraction(
            operation: .convolution(
                ConvolutionAttributes(
                    dimensions: .channelsLast(spatialRank: 2),
                    padding: [EdgePadding(edge, edge), EdgePadding(edge, edge)])),
            input: [32, size, size, inputs], weights: [3, 3, inputs, outputs], hasSamples: true,
            operationCount: 2 * 32 * places * places * 9 * inputs * outputs, isFirst: inputs == 3)
    }

    /// Products by name, in the shapes of models at the batch sizes that they are measured with.
    static let products: [(name: String, product: Contraction)] = [
        ("1024x1024x1024", product(1024, 1024, 1024)),
        ("1024x256x256, transformer's projection", product(1024, 256, 256)),
        ("1024x256x1024, transformer's expansion", product(1024, 256, 1024)),
        ("32 of 128x64x128, transformer's scores", product(batch: [32], 128, 64, 128)),
        ("2048x32x512, LSTM's inputs", product(2048, 32, 512)),
        ("32x128x512, LSTM's state", product(32, 128, 512)),
        ("128x784x512, MLP", product(128, 784, 512)),
    ]

    /// The seed CNN's layers by name, at a batch of 32.
    static let layers: [(name: String, layer: Contraction)] = [
        ("convolution 32x32x3 to 32", convolution(size: 32, 3, 32, isPadded: true)),
        ("convolution 32x32x32 to 32", convolution(size: 32, 32, 32, isPadded: false)),
        ("convolution 15x15x32 to 64", convolution(size: 15, 32, 64, isPadded: true)),
        ("convolution 15x15x64 to 64", convolution(size: 15, 64, 64, isPadded: false)),
        ("dense 32x2304 to 512", product(32, 2304, 512, hasSamples: true)),
    ]

    /// Compiles the operation, or its gradient with respect to one operand.
    func kernel(of output: Output) throws -> Kernel {
        try Kernel { builder in
            let samples = hasSamples ? 0 : nil
            let x = builder.input(TensorType(input, .f32), name: "input", sampleDimension: samples)
            let w = builder.input(TensorType(weights, .f32), name: "weights")
            let y = try builder.one(operation, [x, w])
            guard output != .result else { return y }
            let dy = builder.input(builder.type(of: y), name: "cotangent", sampleDimension: samples)
            let operand = output == .inputGradient ? x : w
            return try builder.gradients(of: y, cotangent: dy, withRespectTo: [operand])[0]!
        }
    }
}
