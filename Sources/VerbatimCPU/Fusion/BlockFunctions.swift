import CVerbatimKernels
import VerbatimArithmetic
import VerbatimGraph

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

    /// The kernel of an optimizer's update.
    func update(_ pattern: UpdatePattern) -> vb_update_function {
        guard let found = kernels.pointer.pointee.block_update(pattern.update) else {
            fatalError("no kernel for the update \(pattern.name)")
        }
        return found
    }

    private func find(_ function: ElementFunction) -> BlockFunction? {
        let table = kernels.pointer.pointee
        switch function {
        case .move(let width): return Self.move(width)
        case .select(let width): return kernel(table.block_select(Int32(width)))
        case .canonicalize(let element):
            return Self.number(element).flatMap { kernel(table.block_unary(Int32(VB_CANONICALIZE), $0)) }
        case .unary(let operation, let element): return unary(operation, element)
        case .binary(let operation, let element): return binary(operation, element)
        case .compare(let attributes, let element):
            let isTotal: Int32 = attributes.order == .totalOrder ? 1 : 0
            return Self.number(element).flatMap {
                kernel(table.block_compare(Self.number(attributes.direction), $0, isTotal))
            }
        case .convert(let from, let to):
            // A conversion to the same type only makes NaN canonical.
            if from == to, from.isFloat { return find(.canonicalize(from)) }
            guard let from = Self.number(from), let to = Self.number(to) else { return nil }
            return kernel(table.block_convert(from, to))
        case .widen(let element):
            return Self.number(element).flatMap { kernel(table.block_convert($0, Int32(VB_F32))) }
        }
    }

    private func kernel(_ function: vb_block_function?) -> BlockFunction? { function.map { .kernel($0) } }

    private static func move(_ width: Int) -> BlockFunction {
        .loop { target, a, _, _, count in
            if UnsafeRawPointer(target) != a { target.copyMemory(from: a, byteCount: count * width) }
        }
    }

    // MARK: Arithmetic

    private func unary(_ operation: UnaryOperation, _ element: ElementType) -> BlockFunction? {
        guard let type = Self.number(element) else { return nil }
        if let number = Self.number(operation) {
            return kernel(kernels.pointer.pointee.block_unary(number, type))
        }
        guard element == .f32, let number = Self.elementaryNumber(operation) else { return nil }
        return vb_unary_f32(kernels.pointer.pointee.isa, number).map { .elementary($0) }
    }

    private func binary(_ operation: BinaryOperation, _ element: ElementType) -> BlockFunction? {
        if let number = Self.number(operation) {
            // The remainder of floats has no kernel.
            if operation == .remainder && element.isFloat { return nil }
            return Self.number(element).flatMap { kernel(kernels.pointer.pointee.block_binary(number, $0)) }
        }
        switch (operation, element) {
        case (.power, .f32): return Self.loop { CorrectlyRounded.pow($0, $1) }
        case (.atan2, .f32): return Self.loop { CorrectlyRounded.atan2($0, $1) }
        case (.power, .i32): return Self.loop { (a: Int32, b) in IntegerArithmetic.power(a, b) }
        case (.power, .i64): return Self.loop { (a: Int64, b) in IntegerArithmetic.power(a, b) }
        case (.power, .u32): return Self.loop { (a: UInt32, b) in IntegerArithmetic.power(a, b) }
        case (.power, .u64): return Self.loop { (a: UInt64, b) in IntegerArithmetic.power(a, b) }
        default: return nil
        }
    }

    private static func loop<Value>(_ function: @escaping @Sendable (Value, Value) -> Value) -> BlockFunction {
        .loop { target, a, b, _, count in
            let (x, y) = (a.assumingMemoryBound(to: Value.self), b.assumingMemoryBound(to: Value.self))
            let result = target.assumingMemoryBound(to: Value.self)
            for index in 0..<count { result[index] = function(x[index], y[index]) }
        }
    }

    // MARK: The kernels' numbers

    private static func number(_ element: ElementType) -> Int32? {
        switch element {
        case .f16: Int32(VB_F16)
        case .bf16: Int32(VB_BF16)
        case .f32: Int32(VB_F32)
        case .f64: Int32(VB_F64)
        case .i32: Int32(VB_I32)
        case .i64: Int32(VB_I64)
        case .u32: Int32(VB_U32)
        case .u64: Int32(VB_U64)
        case .bool: Int32(VB_BOOL)
        case .i8, .i16, .u8, .u16, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4, .f8E4M3,
            .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            nil
        }
    }

    private static func number(_ direction: CompareAttributes.Direction) -> Int32 {
        switch direction {
        case .eq: Int32(VB_EQ)
        case .ne: Int32(VB_NE)
        case .ge: Int32(VB_GE)
        case .gt: Int32(VB_GT)
        case .le: Int32(VB_LE)
        case .lt: Int32(VB_LT)
        }
    }

    private static func number(_ operation: UnaryOperation) -> Int32? {
        switch operation {
        case .abs: Int32(VB_ABS)
        case .ceil: Int32(VB_CEIL)
        case .countLeadingZeros: Int32(VB_LEADING_ZEROS)
        case .floor: Int32(VB_FLOOR)
        case .isFinite: Int32(VB_IS_FINITE)
        case .negate: Int32(VB_NEGATE)
        case .not: Int32(VB_NOT)
        case .popcnt: Int32(VB_POPULATION_COUNT)
        case .roundNearestAfz: Int32(VB_ROUND_AWAY)
        case .roundNearestEven: Int32(VB_ROUND_EVEN)
        case .sign: Int32(VB_SIGN)
        case .sqrt: Int32(VB_SQRT)
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .cosine, .cosh, .digamma, .erf, .erfInv,
            .erfc, .exponential, .exponentialMinusOne, .imag, .lgamma, .log, .logPlusOne, .logistic, .real, .rsqrt,
            .sine, .sinh, .tan, .tanh:
            nil
        }
    }

    private static func elementaryNumber(_ operation: UnaryOperation) -> Int32? {
        switch operation {
        case .acos: Int32(VB_UNARY_ACOS.rawValue)
        case .acosh: Int32(VB_UNARY_ACOSH.rawValue)
        case .asin: Int32(VB_UNARY_ASIN.rawValue)
        case .asinh: Int32(VB_UNARY_ASINH.rawValue)
        case .atan: Int32(VB_UNARY_ATAN.rawValue)
        case .atanh: Int32(VB_UNARY_ATANH.rawValue)
        case .cbrt: Int32(VB_UNARY_CBRT.rawValue)
        case .cosine: Int32(VB_UNARY_COS.rawValue)
        case .cosh: Int32(VB_UNARY_COSH.rawValue)
        case .erf: Int32(VB_UNARY_ERF.rawValue)
        case .erfInv: Int32(VB_UNARY_ERF_INV.rawValue)
        case .erfc: Int32(VB_UNARY_ERFC.rawValue)
        case .exponential: Int32(VB_UNARY_EXP.rawValue)
        case .exponentialMinusOne: Int32(VB_UNARY_EXPM1.rawValue)
        case .log: Int32(VB_UNARY_LOG.rawValue)
        case .logPlusOne: Int32(VB_UNARY_LOG1P.rawValue)
        case .logistic: Int32(VB_UNARY_SIGMOID.rawValue)
        case .rsqrt: Int32(VB_UNARY_RSQRT.rawValue)
        case .sine: Int32(VB_UNARY_SIN.rawValue)
        case .sinh: Int32(VB_UNARY_SINH.rawValue)
        case .tan: Int32(VB_UNARY_TAN.rawValue)
        case .tanh: Int32(VB_UNARY_TANH.rawValue)
        case .abs, .besselI1e, .ceil, .countLeadingZeros, .digamma, .floor, .imag, .isFinite, .lgamma, .negate, .not,
            .popcnt, .real, .roundNearestAfz, .roundNearestEven, .sign, .sqrt:
            nil
        }
    }

    private static func number(_ operation: BinaryOperation) -> Int32? {
        switch operation {
        case .add: Int32(VB_ADD)
        case .and: Int32(VB_AND)
        case .divide: Int32(VB_DIVIDE)
        case .maximum: Int32(VB_MAXIMUM)
        case .minimum: Int32(VB_MINIMUM)
        case .multiply: Int32(VB_MULTIPLY)
        case .or: Int32(VB_OR)
        case .remainder: Int32(VB_REMAINDER)
        case .shiftLeft: Int32(VB_SHIFT_LEFT)
        case .shiftRightArithmetic: Int32(VB_SHIFT_RIGHT_ARITHMETIC)
        case .shiftRightLogical: Int32(VB_SHIFT_RIGHT_LOGICAL)
        case .subtract: Int32(VB_SUBTRACT)
        case .xor: Int32(VB_XOR)
        case .atan2, .nextAfter, .power: nil
        }
    }
}
