/// Random numbers uniform in [0, 1): the upper 24 bits of the element's word times 2^-24.
///
/// - Shapes: `step [], position [] -> [rows, ...]`, of types `ui64`, `ui32` and `f32`
/// - Arithmetic: exact.
/// - Draws: the words of `RandomBits`, one an element.
public struct UniformDraw: Composite {
    /// `verbatim.uniform`.
    public static let name: String = "verbatim.uniform"

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

    /// From `[step, position]` to `[numbers]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        let words = try builder.composite(RandomBits(draw), operands: operands)[0]
        return [try builder.unitInterval(words)]
    }
}

extension GraphBuilder {
    /// The upper 24 bits of each word times 2^-24.
    func unitInterval(_ words: ValueID) throws -> ValueID {
        let upper = try binary(.shiftRightLogical, words, try constant(8, type(of: words)))
        return try binary(
            .multiply, try convert(upper, to: .f32), try constant(0x1p-24, type(of: words).with(.f32)))
    }
}
