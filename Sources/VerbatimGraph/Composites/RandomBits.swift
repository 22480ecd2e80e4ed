/// Uniform random words, addressed by key, step, row in the global batch and element.
///
/// Philox4x32-10 with counter (block within the row, place of the row in the global batch, step low, step high); element
/// e of a row is word `e % 4` of block `e / 4`, as in `RandomStream.word`.
///
/// - Shapes: `step [], position [] -> [rows, ...]`, of types `ui64`, `ui32` and `ui32`
/// - Arithmetic: integers, exact.
public struct RandomBits: Composite {
    /// `verbatim.random_bits`.
    public static let name: String = "verbatim.random_bits"

    /// The stream's key and the result's shape.
    public var draw: RandomDraw

    /// `key` and `shape`.
    public var options: [String: CompositeAttributes.Option] { draw.options }

    /// Makes the composite.
    public init(_ draw: RandomDraw) { self.draw = draw }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        draw = try RandomDraw(options, of: Self.name)
    }

    /// From `[step, position]` to `[words]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try draw.check(builder, operands, Self.name)
        let blocks = (draw.elementsPerRow + 3) / 4
        let words = TensorType([draw.shape[0], blocks], .u32)
        func binary(_ operation: BinaryOperation, _ a: ValueID, _ b: ValueID) throws -> ValueID {
            try builder.binary(operation, a, b)
        }
        func everywhere(_ scalar: ValueID) throws -> ValueID {
            try builder.broadcast(scalar, to: words.shape, dimensions: [])
        }
        func constant(_ word: UInt32) throws -> ValueID { try everywhere(try builder.constant(TensorValue(word))) }
        let shift = try everywhere(try builder.constant(TensorValue(UInt64(32))))
        func high(_ value: ValueID) throws -> ValueID {
            try builder.convert(try binary(.shiftRightLogical, value, shift), to: .u32)
        }
        /// The upper and lower word of a product.
        func product(_ a: ValueID, _ factor: UInt32) throws -> (high: ValueID, low: ValueID) {
            let wide = try binary(
                .multiply, try builder.convert(a, to: .u64),
                try everywhere(try builder.constant(TensorValue(UInt64(factor)))))
            return (try high(wide), try binary(.multiply, a, try constant(factor)))
        }
        let step = try everywhere(operands[0])
        let lowMask = try everywhere(try builder.constant(TensorValue(UInt64(UInt32.max))))
        var c0 = try builder.one(.iota(IotaAttributes(dimension: 1, type: words)))
        var c1 = try binary(
            .add, try builder.one(.iota(IotaAttributes(dimension: 0, type: words))), try everywhere(operands[1]))
        var c2 = try builder.convert(try binary(.and, step, lowMask), to: .u32)
        var c3 = try high(step)
        var (k0, k1) = (draw.key[0], draw.key[1])
        for _ in 0..<10 {
            let first = try product(c0, 0xD251_1F53)
            let second = try product(c2, 0xCD9E_8D57)
            c0 = try binary(.xor, try binary(.xor, second.high, c1), try constant(k0))
            c1 = second.low
            c2 = try binary(.xor, try binary(.xor, first.high, c3), try constant(k1))
            c3 = first.low
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        let columns = try [c0, c1, c2, c3].map { try builder.reshape($0, to: words.shape + [1]) }
        let quads = try builder.one(.concatenate(ConcatenateAttributes(dimension: 2)), columns)
        let rows = try builder.reshape(quads, to: [draw.shape[0], blocks * 4])
        return [try builder.reshape(try builder.slice(rows, 1, 0..<draw.elementsPerRow), to: draw.shape)]
    }
}
