/// Random numbers of the standard normal distribution, by the Box-Muller transform on pairs of words.
///
/// The words of elements 2j and 2j + 1 of a row give `u = uniform(word) + 2^-24` in (0, 1] and `v = uniform(word)`; with
/// `r = sqrt(-2 * log(u))` and `t = 6.2831855 * v`, element 2j is `r * cos(t)` and element 2j + 1 is `r * sin(t)`.
///
/// - Shapes: `step [], position [] -> [rows, ...]`, of types `ui64`, `ui32` and `f32`
/// - Arithmetic: f32, every operation rounded; the magnitude is at most 5.77.
/// - Draws: the words of `RandomBits`, one an element, and one more in a row of odd size.
public struct NormalDraw: Composite {
    /// `verbatim.normal`.
    public static let name: String = "verbatim.normal"

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
        try draw.check(builder, operands, Self.name)
        let rows = draw.shape[0]
        let pairs = (draw.elementsPerRow + 1) / 2
        let half = TensorType([rows, pairs, 1], .f32)
        var whole = draw
        whole.shape = [rows, pairs, 2]
        let words = try builder.composite(RandomBits(whole), operands: operands)[0]
        func number(_ value: Double) throws -> ValueID { try builder.constant(value, half) }
        let u = try builder.binary(
            .add, try builder.unitInterval(try builder.slice(words, 2, 0..<1)), try number(0x1p-24))
        let v = try builder.unitInterval(try builder.slice(words, 2, 1..<2))
        let radius = try builder.unary(
            .sqrt, try builder.binary(.multiply, try number(-2), try builder.unary(.log, u)))
        let turn = try builder.binary(.multiply, try number(2 * Double.pi), v)
        let both = try [UnaryOperation.cosine, .sine].map {
            try builder.binary(.multiply, radius, try builder.unary($0, turn))
        }
        let joined = try builder.one(.concatenate(ConcatenateAttributes(dimension: 2)), both)
        let flat = try builder.reshape(joined, to: [rows, pairs * 2])
        return [try builder.reshape(try builder.slice(flat, 1, 0..<draw.elementsPerRow), to: draw.shape)]
    }
}
