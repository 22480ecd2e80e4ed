import VerbatimArithmetic
import VerbatimGraph

/// A function of a block of elements: destination, up to three operands, the number of elements.
///
/// The destination may be one of the operands, but may not overlap one otherwise.
typealias BlockFunction =
    @Sendable (
        UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int
    ) -> Void

/// The block functions of one instruction set: what can be fused.
struct BlockFunctions: Sendable {
    private let kernels: KernelTable

    init(_ kernels: KernelTable) { self.kernels = kernels }

    /// Whether a function of elements has a block function.
    func has(_ function: ElementFunction) -> Bool { find(function) != nil }

    /// The block function of a function of elements that has one.
    func function(_ function: ElementFunction) -> BlockFunction {
        guard let found = find(function) else { fatalError("no block function for \(function)") }
        return found
    }

    private func find(_ function: ElementFunction) -> BlockFunction? {
        switch function {
        case .move(let width): Self.move(width)
        case .select(let width): Self.select(width)
        case .canonicalize: Self.map(Float.self) { $0.canonicalized }
        case .unary(let operation, let element): Self.unary(operation, element)
        case .binary(let operation, let element): Self.binary(operation, element)
        case .compare(let attributes, let element): Self.compare(attributes, element)
        case .convert(let from, let to): Self.convert(from, to)
        }
    }

    // MARK: Bits

    private static func move(_ width: Int) -> BlockFunction {
        { target, a, _, _, count in
            if target != a { target.copyMemory(from: a, byteCount: count * width) }
        }
    }

    private static func select(_ width: Int) -> BlockFunction {
        switch width {
        case 1: select(UInt8.self)
        case 2: select(UInt16.self)
        case 4: select(UInt32.self)
        default: select(UInt64.self)
        }
    }

    private static func select<Word>(_: Word.Type) -> BlockFunction {
        { target, predicate, onTrue, onFalse, count in
            let p = predicate.assumingMemoryBound(to: UInt8.self)
            let (x, y) = (onTrue.assumingMemoryBound(to: Word.self), onFalse.assumingMemoryBound(to: Word.self))
            let result = target.assumingMemoryBound(to: Word.self)
            for index in 0..<count { result[index] = p[index] != 0 ? x[index] : y[index] }
        }
    }

    // MARK: Loops

    @inline(__always)
    private static func map<A, R>(_: A.Type, _ f: @escaping @Sendable (A) -> R) -> BlockFunction {
        { target, a, _, _, count in
            let x = a.assumingMemoryBound(to: A.self)
            let result = target.assumingMemoryBound(to: R.self)
            for index in 0..<count { result[index] = f(x[index]) }
        }
    }

    @inline(__always)
    private static func map<A, R>(_: A.Type, _ f: @escaping @Sendable (A, A) -> R) -> BlockFunction {
        { target, a, b, _, count in
            let (x, y) = (a.assumingMemoryBound(to: A.self), b.assumingMemoryBound(to: A.self))
            let result = target.assumingMemoryBound(to: R.self)
            for index in 0..<count { result[index] = f(x[index], y[index]) }
        }
    }

    // MARK: Arithmetic

    private static func unary(_ operation: UnaryOperation, _ element: ElementType) -> BlockFunction? {
        switch element {
        case .f32: float(operation)
        case .i32: integer(operation, Int32.self)
        case .i64: integer(operation, Int64.self)
        case .u32: integer(operation, UInt32.self)
        case .u64: integer(operation, UInt64.self)
        case .bool: operation == .not ? map(UInt8.self) { $0 ^ 1 } : nil
        case .i8, .i16, .u8, .u16, .f64: nil
        }
    }

    private static func binary(_ operation: BinaryOperation, _ element: ElementType) -> BlockFunction? {
        switch element {
        case .f32: float(operation)
        case .i32: integer(operation, Int32.self)
        case .i64: integer(operation, Int64.self)
        case .u32: integer(operation, UInt32.self)
        case .u64: integer(operation, UInt64.self)
        case .bool: boolean(operation)
        case .i8, .i16, .u8, .u16, .f64: nil
        }
    }

    private static func float(_ operation: UnaryOperation) -> BlockFunction? {
        switch operation {
        case .abs: map(Float.self) { $0.magnitude }
        case .ceil: map(Float.self) { $0.rounded(.up) }
        case .floor: map(Float.self) { $0.rounded(.down) }
        case .isFinite: map(Float.self) { UInt8($0.isFinite ? 1 : 0) }
        case .negate: map(Float.self) { -$0 }
        case .roundNearestAfz: map(Float.self) { $0.rounded(.toNearestOrAwayFromZero) }
        case .roundNearestEven: map(Float.self) { $0.rounded(.toNearestOrEven) }
        case .sign: map(Float.self) { $0 == 0 || $0.isNaN ? $0 : $0 < 0 ? -1 : 1 }
        case .sqrt: map(Float.self) { $0.squareRoot() }
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .cbrt, .cosine, .cosh, .erf, .erfInv, .erfc, .exponential,
            .exponentialMinusOne, .log, .logPlusOne, .logistic, .rsqrt, .sine, .sinh, .tan, .tanh, .countLeadingZeros,
            .not, .popcnt:
            nil
        }
    }

    private static func float(_ operation: BinaryOperation) -> BlockFunction? {
        switch operation {
        case .add: map(Float.self) { $0 + $1 }
        case .divide: map(Float.self) { $0 / $1 }
        case .maximum: map(Float.self) { Extrema.maximum($0, $1) }
        case .minimum: map(Float.self) { Extrema.minimum($0, $1) }
        case .multiply: map(Float.self) { $0 * $1 }
        case .subtract: map(Float.self) { $0 - $1 }
        case .and, .or, .xor, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical, .atan2, .power, .remainder: nil
        }
    }

    @inline(__always)
    private static func integer<Value: FixedWidthInteger & Sendable>(
        _ operation: UnaryOperation, _: Value.Type
    ) -> BlockFunction? {
        switch operation {
        case .abs: map(Value.self) { $0 < 0 ? 0 &- $0 : $0 }
        case .countLeadingZeros: map(Value.self) { Value(truncatingIfNeeded: $0.leadingZeroBitCount) }
        case .negate: map(Value.self) { 0 &- $0 }
        case .not: map(Value.self) { ~$0 }
        case .popcnt: map(Value.self) { Value(truncatingIfNeeded: $0.nonzeroBitCount) }
        case .sign: map(Value.self) { $0.signum() }
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .cbrt, .ceil, .cosine, .cosh, .erf, .erfInv, .erfc,
            .exponential, .exponentialMinusOne, .floor, .isFinite, .log, .logPlusOne, .logistic, .roundNearestAfz,
            .roundNearestEven, .rsqrt, .sine, .sinh, .sqrt, .tan, .tanh:
            nil
        }
    }

    @inline(__always)
    private static func integer<Value: FixedWidthInteger & Sendable>(
        _ operation: BinaryOperation, _: Value.Type
    ) -> BlockFunction? {
        switch operation {
        case .add: map(Value.self) { $0 &+ $1 }
        case .and: map(Value.self) { $0 & $1 }
        case .divide: map(Value.self) { IntegerArithmetic.divide($0, $1) }
        case .maximum: map(Value.self) { Swift.max($0, $1) }
        case .minimum: map(Value.self) { Swift.min($0, $1) }
        case .multiply: map(Value.self) { $0 &* $1 }
        case .or: map(Value.self) { $0 | $1 }
        case .power: map(Value.self) { IntegerArithmetic.power($0, $1) }
        case .remainder: map(Value.self) { IntegerArithmetic.remainder($0, $1) }
        case .shiftLeft: map(Value.self) { IntegerArithmetic.shiftLeft($0, $1) }
        case .shiftRightArithmetic: map(Value.self) { IntegerArithmetic.shiftRightArithmetic($0, $1) }
        case .shiftRightLogical: map(Value.self) { IntegerArithmetic.shiftRightLogical($0, $1) }
        case .subtract: map(Value.self) { $0 &- $1 }
        case .xor: map(Value.self) { $0 ^ $1 }
        case .atan2: nil
        }
    }

    private static func boolean(_ operation: BinaryOperation) -> BlockFunction? {
        switch operation {
        case .add, .maximum, .or: map(UInt8.self) { $0 | $1 }
        case .multiply, .minimum, .and: map(UInt8.self) { $0 & $1 }
        case .xor: map(UInt8.self) { $0 ^ $1 }
        case .atan2, .divide, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical, .subtract: nil
        }
    }

    // MARK: Comparison

    private static func compare(_ attributes: CompareAttributes, _ element: ElementType) -> BlockFunction? {
        switch element {
        case .f32 where attributes.order == .totalOrder: totalOrder(attributes.direction)
        case .f32: compare(attributes.direction, Float.self)
        case .i32: compare(attributes.direction, Int32.self)
        case .i64: compare(attributes.direction, Int64.self)
        case .u32: compare(attributes.direction, UInt32.self)
        case .u64: compare(attributes.direction, UInt64.self)
        case .bool: compare(attributes.direction, UInt8.self)
        case .i8, .i16, .u8, .u16, .f64: nil
        }
    }

    @inline(__always)
    private static func compare<Value: Comparable & Sendable>(
        _ direction: CompareAttributes.Direction, _: Value.Type
    ) -> BlockFunction {
        switch direction {
        case .eq: map(Value.self) { UInt8($0 == $1 ? 1 : 0) }
        case .ne: map(Value.self) { UInt8($0 != $1 ? 1 : 0) }
        case .ge: map(Value.self) { UInt8($0 >= $1 ? 1 : 0) }
        case .gt: map(Value.self) { UInt8($0 > $1 ? 1 : 0) }
        case .le: map(Value.self) { UInt8($0 <= $1 ? 1 : 0) }
        case .lt: map(Value.self) { UInt8($0 < $1 ? 1 : 0) }
        }
    }

    private static func totalOrder(_ direction: CompareAttributes.Direction) -> BlockFunction {
        // Negative floats order backwards by their bits.
        @inline(__always) @Sendable func key(_ bits: Int32) -> Int32 { bits < 0 ? bits ^ .max : bits }
        return switch direction {
        case .eq: map(Int32.self) { UInt8($0 == $1 ? 1 : 0) }
        case .ne: map(Int32.self) { UInt8($0 != $1 ? 1 : 0) }
        case .ge: map(Int32.self) { UInt8(key($0) >= key($1) ? 1 : 0) }
        case .gt: map(Int32.self) { UInt8(key($0) > key($1) ? 1 : 0) }
        case .le: map(Int32.self) { UInt8(key($0) <= key($1) ? 1 : 0) }
        case .lt: map(Int32.self) { UInt8(key($0) < key($1) ? 1 : 0) }
        }
    }

    // MARK: Conversion

    private static func convert(_ from: ElementType, _ to: ElementType) -> BlockFunction? {
        switch from {
        case .f32:
            switch to {
            case .f32: map(Float.self) { $0.canonicalized }
            case .i32: map(Float.self) { Conversions.integer($0, Int32.self) }
            case .i64: map(Float.self) { Conversions.integer($0, Int64.self) }
            case .u32: map(Float.self) { Conversions.integer($0, UInt32.self) }
            case .u64: map(Float.self) { Conversions.integer($0, UInt64.self) }
            case .bool: map(Float.self) { UInt8($0 != 0 ? 1 : 0) }
            case .i8, .i16, .u8, .u16, .f64: nil
            }
        case .i32: integer(Int32.self, to)
        case .i64: integer(Int64.self, to)
        case .u32: integer(UInt32.self, to)
        case .u64: integer(UInt64.self, to)
        case .bool: integer(UInt8.self, to)
        case .i8, .i16, .u8, .u16, .f64: nil
        }
    }

    @inline(__always)
    private static func integer<Value: FixedWidthInteger & Sendable>(
        _: Value.Type, _ to: ElementType
    ) -> BlockFunction? {
        switch to {
        case .f32: map(Value.self) { Float($0) }
        case .i32: map(Value.self) { Int32(truncatingIfNeeded: $0) }
        case .i64: map(Value.self) { Int64(truncatingIfNeeded: $0) }
        case .u32: map(Value.self) { UInt32(truncatingIfNeeded: $0) }
        case .u64: map(Value.self) { UInt64(truncatingIfNeeded: $0) }
        case .bool: map(Value.self) { UInt8($0 != 0 ? 1 : 0) }
        case .i8, .i16, .u8, .u16, .f64: nil
        }
    }
}
