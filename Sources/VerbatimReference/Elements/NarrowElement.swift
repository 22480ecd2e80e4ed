import VerbatimArithmetic
import VerbatimGraph

/// Floats of 16 bits: operands widen exactly to f32, the operation is f32's, and its result is rounded once.
///
/// Contractions and folds of one operation widen as a whole: what they accumulate is f32, and only the end is rounded.
protocol NarrowElement: Element, NarrowFloat {}

extension Half: NarrowElement {}
extension BFloat16: NarrowElement {}

extension NarrowElement {
    static func function(_ operation: UnaryOperation) -> (Self) -> Self {
        let f: (Float) -> Float = Float.function(operation)
        return { Self(f($0.float)) }
    }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        // The neighbour is the type's own, not f32's.
        if operation == .nextAfter { return { nextAfter($0, $1) } }
        let f: (Float, Float) -> Float = Float.function(operation)
        return { Self(f($0.float, $1.float)) }
    }

    /// Widening keeps the total order, payloads of NaN included.
    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        let holds: (Float, Float) -> Bool = Float.comparison(attributes)
        return { holds($0.float, $1.float) }
    }

    init(_ number: Number) {
        switch number {
        case .signed(let value): self.init(value)
        case .unsigned(let value): self.init(value)
        case .real(let value), .complex(let value, _): self.init(value)
        }
    }

    /// The next number from the first towards the second; the second where they are equal.
    private static func nextAfter(_ x: Self, _ y: Self) -> Self {
        if x.isNaN || y.isNaN { return .canonicalNaN }
        if x == y { return y }
        let sign: UInt16 = 0x8000
        if x.bitPattern & ~sign == 0 { return Self(bitPattern: x < y ? 1 : sign | 1) }
        let isAway = (x.bitPattern & sign == 0) == (x < y)
        return Self(bitPattern: isAway ? x.bitPattern + 1 : x.bitPattern - 1)
    }

    var number: Number { .real(Double(float)) }

    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        rounded(Float.contract(plan, widened(lhs), widened(rhs)))
    }

    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        rounded(Float.convolve(plan, widened(lhs), widened(rhs)))
    }

    static func reduce(
        _ operation: BinaryOperation, _ plan: ReductionPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue {
        rounded(Float.reduce(operation, plan, widened(operand), widened(initial)))
    }

    /// A body of one operation folds in f32; any other body is run on the type itself.
    static func reduceWindow(
        _ body: Region, _ plan: WindowPlan, _ operand: TensorValue, _ initial: TensorValue
    ) -> TensorValue? {
        guard body.simpleBody != nil else { return nil }
        return Float.reduceWindow(body, plan, widened(operand), widened(initial)).map(rounded)
    }

    /// A body of one operation folds in f32, so that every element of the result is rounded; any other body is run on
    /// the type itself.
    static func scatter(
        _ body: Region, _ input: TensorValue, _ updates: TensorValue, _ places: [Int?]
    ) -> TensorValue? {
        guard body.simpleBody != nil else { return nil }
        return Float.scatter(body, widened(input), widened(updates), places).map(rounded)
    }

    private static func widened(_ value: TensorValue) -> TensorValue {
        value.withUnsafeElements(Self.self) { x in
            TensorValue.make(value.shape, of: Float.self) { result in
                for place in x.indices { result[place] = x[place].float }
            }
        }
    }

    private static func rounded(_ value: TensorValue) -> TensorValue {
        value.withUnsafeElements(Float.self) { x in
            TensorValue.make(value.shape, of: Self.self) { result in
                for place in x.indices { result[place] = Self(x[place]) }
            }
        }
    }
}
