import VerbatimArithmetic
import VerbatimGraph

/// The inner loops of folds by one operation on one element type.
struct FoldFunctions: Sendable {
    /// Folds a run of elements to one: 32 lanes where the order matters.
    let row: @Sendable (_ result: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) -> Void
    /// `accumulators[i] = op(accumulators[i], elements[i])`.
    let combine: @Sendable (_ accumulators: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) -> Void
    /// Fills with the value that folds start from.
    let identity: @Sendable (_ target: UnsafeMutableRawPointer, _ count: Int) -> Void
    /// `result[i] = op(initial, sums[i])`, a NaN made canonical.
    let finish:
        @Sendable (
            _ result: UnsafeMutableRawPointer, _ initial: UnsafeRawPointer, _ sums: UnsafeRawPointer, _ count: Int
        ) -> Void
    /// Whether the result depends on the order: sums and products of floats.
    let isOrdered: Bool
    /// Bytes of an element.
    let width: Int

    /// The functions of an operation, nil where there are none.
    init?(_ operation: BinaryOperation, _ element: ElementType) {
        switch element {
        case .f32:
            switch operation {
            case .add: self.init(lanes: 0 as Float) { $0 + $1 }
            case .multiply: self.init(lanes: 1 as Float) { $0 * $1 }
            case .maximum: self.init(-Float.infinity, ordered: false, { $0.canonicalized }) { Extrema.maximum($0, $1) }
            case .minimum: self.init(Float.infinity, ordered: false, { $0.canonicalized }) { Extrema.minimum($0, $1) }
            case .and, .or, .xor, .atan2, .divide, .power, .remainder, .shiftLeft, .shiftRightArithmetic,
                .shiftRightLogical, .subtract:
                return nil
            }
        case .i32: self.init(integer: operation, Int32.self)
        case .i64: self.init(integer: operation, Int64.self)
        case .u32: self.init(integer: operation, UInt32.self)
        case .u64: self.init(integer: operation, UInt64.self)
        case .bool:
            switch operation {
            case .add, .maximum, .or: self.init(0 as UInt8) { $0 | $1 }
            case .multiply, .minimum, .and: self.init(1 as UInt8) { $0 & $1 }
            case .xor: self.init(0 as UInt8) { $0 ^ $1 }
            case .atan2, .divide, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical,
                .subtract:
                return nil
            }
        case .i8, .i16, .u8, .u16, .f64: return nil
        }
    }

    @inline(__always)
    private init?<Value: FixedWidthInteger & Sendable>(integer operation: BinaryOperation, _: Value.Type) {
        switch operation {
        case .add: self.init(0 as Value) { $0 &+ $1 }
        case .multiply: self.init(1 as Value) { $0 &* $1 }
        case .maximum: self.init(Value.min) { Swift.max($0, $1) }
        case .minimum: self.init(Value.max) { Swift.min($0, $1) }
        case .and: self.init(~0 as Value) { $0 & $1 }
        case .or: self.init(0 as Value) { $0 | $1 }
        case .xor: self.init(0 as Value) { $0 ^ $1 }
        case .atan2, .divide, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical, .subtract:
            return nil
        }
    }

    /// Folds whose order is free.
    @inline(__always)
    private init<Value: Sendable>(
        _ start: Value, ordered: Bool = false, _ canonical: @escaping @Sendable (Value) -> Value = { $0 },
        _ operation: @escaping @Sendable (Value, Value) -> Value
    ) {
        self.init(
            start, ordered: ordered, canonical, operation,
            row: { result, elements, count in
                let x = elements.assumingMemoryBound(to: Value.self)
                var fold = start
                for index in 0..<count { fold = operation(fold, x[index]) }
                result.storeBytes(of: fold, as: Value.self)
            })
    }

    /// Sums and products of floats: lane i takes elements i, i + 32, ..., then halves are combined.
    @inline(__always)
    private init(lanes start: Float, _ operation: @escaping @Sendable (SIMD32<Float>, SIMD32<Float>) -> SIMD32<Float>) {
        self.init(
            start, ordered: true, { $0.canonicalized },
            { operation(SIMD32(repeating: $0), SIMD32(repeating: $1))[0] },
            row: { result, elements, count in
                var lanes = SIMD32<Float>(repeating: start)
                let whole = count / 32 * 32
                for index in stride(from: 0, to: whole, by: 32) {
                    let next = (elements + 4 * index).loadUnaligned(as: SIMD32<Float>.self)
                    lanes = operation(lanes, next)
                }
                if whole < count {
                    var rest = lanes
                    let x = elements.assumingMemoryBound(to: Float.self)
                    for index in whole..<count { rest[index - whole] = x[index] }
                    let folded = operation(lanes, rest)
                    for index in 0..<count - whole { lanes[index] = folded[index] }
                }
                var half = 16
                while half > 0 {
                    var upper = lanes
                    for index in 0..<half { upper[index] = lanes[index + half] }
                    lanes = operation(lanes, upper)
                    half /= 2
                }
                result.storeBytes(of: lanes[0], as: Float.self)
            })
    }

    @inline(__always)
    private init<Value: Sendable>(
        _ start: Value, ordered: Bool, _ canonical: @escaping @Sendable (Value) -> Value,
        _ operation: @escaping @Sendable (Value, Value) -> Value,
        row: @escaping @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int) -> Void
    ) {
        self.row = row
        combine = { accumulators, elements, count in
            let fold = accumulators.assumingMemoryBound(to: Value.self)
            let x = elements.assumingMemoryBound(to: Value.self)
            for index in 0..<count { fold[index] = operation(fold[index], x[index]) }
        }
        identity = { target, count in target.initializeMemory(as: Value.self, repeating: start, count: count) }
        finish = { result, initial, sums, count in
            let first = initial.load(as: Value.self)
            let x = sums.assumingMemoryBound(to: Value.self)
            let target = result.assumingMemoryBound(to: Value.self)
            for index in 0..<count { target[index] = canonical(operation(first, x[index])) }
        }
        isOrdered = ordered
        width = MemoryLayout<Value>.size
    }
}
