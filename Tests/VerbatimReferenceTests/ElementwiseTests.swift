import Testing
import VerbatimGraph
import VerbatimReference

/// The meaning of elementwise operations on every kind of scalar.
@Suite struct ElementwiseTests {
    private let payload = Float(bitPattern: 0xffc1_2345)
    private let signalling = Float(bitPattern: 0x7f80_0001)
    private let canonical: UInt32 = 0x7fc0_0000
    private let tiny: Float = 0x1p-149

    private func unary(_ operation: UnaryOperation, _ x: [Float]) throws -> [UInt32] {
        try elements(.unary(operation), [vector(x)], of: Float.self).bits
    }

    private func binary(_ operation: BinaryOperation, _ a: [Float], _ b: [Float]) throws -> [UInt32] {
        try elements(.binary(operation), [vector(a), vector(b)], of: Float.self).bits
    }

    private func integers<Integer: FixedWidthInteger & TensorElement>(
        _ operation: BinaryOperation, _ a: [Integer], _ b: [Integer]
    ) throws -> [Integer] {
        try elements(.binary(operation), [vector(a), vector(b)], of: Integer.self)
    }

    // MARK: Floats

    @Test func everyFloatOperationGivesTheCanonicalNaN() throws {
        for operation in UnaryOperation.allCases where operation.accepts(.f32) && operation != .isFinite {
            #expect(try unary(operation, [payload, signalling]) == [canonical, canonical], "\(operation)")
            let doubles = try elements(
                .unary(operation), [vector([Double(bitPattern: 0xfff8_0000_0000_0007)])], of: Double.self)
            #expect(doubles.bits == [0x7ff8_0000_0000_0000], "\(operation)")
        }
        for operation in BinaryOperation.allCases where operation.accepts(.f32) && operation != .power {
            #expect(
                try binary(operation, [payload, 1, signalling], [1, payload, 2]) == [canonical, canonical, canonical])
        }
        // Invalid operations, whose NaN some machines sign.
        #expect(try binary(.subtract, [.infinity], [.infinity]) == [canonical])
        #expect(try binary(.multiply, [0], [-.infinity]) == [canonical])
        #expect(try binary(.divide, [0], [-0.0]) == [canonical])
        #expect(try binary(.remainder, [1], [0]) == [canonical])
        #expect(try unary(.sqrt, [-1]) == [canonical])
        #expect(try unary(.log, [-1]) == [canonical])
    }

    @Test func signsOfZeroAndSubnormalsAreKept() throws {
        #expect(try unary(.negate, [0, -0.0, tiny]) == ([-0.0, 0, -tiny] as [Float]).bits)
        #expect(try unary(.abs, [-0.0, -tiny, -.infinity]) == ([0, tiny, .infinity] as [Float]).bits)
        #expect(try unary(.sign, [-0.0, 0, -tiny, 5, -.infinity]) == ([-0.0, 0, -1, 1, -1] as [Float]).bits)
        #expect(try unary(.sqrt, [-0.0, 4, tiny]) == ([-0.0, 2, 0x1.6a09e6p-75] as [Float]).bits)
        #expect(try binary(.add, [-0.0, -0.0, tiny], [-0.0, 0, tiny]) == ([-0.0, 0, 2 * tiny] as [Float]).bits)
        #expect(try binary(.multiply, [-0.0, tiny, 0x1p-75], [3, 0.5, 0x1p-75]) == ([-0.0, 0, 0] as [Float]).bits)
        #expect(
            try binary(.divide, [1, -1, 0x1p-126], [-0.0, .infinity, 2])
                == ([-.infinity, -0.0, 0x1p-127] as [Float]).bits)
    }

    @Test func roundingsAndTheirTies() throws {
        let x: [Float] = [-2.5, -1.5, -0.5, -0.4, 0.4, 0.5, 0.6, 1.5, 2.5, 0x1.fffffep-2, 0x1.000002p23, .infinity]
        #expect(
            try unary(.roundNearestAfz, x)
                == ([-3, -2, -1, -0.0, 0, 1, 1, 2, 3, 0, 0x1.000002p23, .infinity] as [Float]).bits)
        #expect(
            try unary(.roundNearestEven, x)
                == ([-2, -2, -0.0, -0.0, 0, 0, 1, 2, 2, 0, 0x1.000002p23, .infinity] as [Float]).bits)
        #expect(try unary(.floor, [-0.5, -0.0, 0.5, -tiny]) == ([-1, -0.0, 0, -1] as [Float]).bits)
        #expect(try unary(.ceil, [-0.5, -0.0, 0.5, tiny]) == ([-0.0, -0.0, 1, 1] as [Float]).bits)
    }

    @Test func greatestAndLeastByTheRule() throws {
        let a: [Float] = [0, -0.0, -0.0, 1, -.infinity, payload, 1]
        let b: [Float] = [-0.0, 0, -0.0, 2, .infinity, 1, payload]
        #expect(try binary(.maximum, a, b) == ([0, 0, -0.0, 2, .infinity] as [Float]).bits + [canonical, canonical])
        #expect(
            try binary(.minimum, a, b) == ([-0.0, -0.0, -0.0, 1, -.infinity] as [Float]).bits + [canonical, canonical])
    }

    @Test func remaindersHaveTheDividendsSignAndAreExact() throws {
        #expect(
            try binary(.remainder, [17, -17, 17, -17, -6, 5, 0x1p100, tiny], [3, 3, -3, -3, 3, .infinity, 3, 1])
                == ([2, -2, 2, -2, -0.0, 5, 1, tiny] as [Float]).bits)
    }

    @Test func clampIsTheLeastOfTheGreatest() throws {
        let x = try vector([-3, 3, -0.0, payload, .infinity] as [Float])
        let clamped = try elements(.clamp, [TensorValue(Float(0)), x, TensorValue(Float(2))], of: Float.self)
        #expect(clamped.bits == ([0, 2, 0] as [Float]).bits + [canonical] + ([2] as [Float]).bits)
        // The specification's example, and bounds that cross: the upper one wins.
        let each = try elements(
            .clamp,
            [
                vector([5, 10, 15, 9] as [Int32]), vector([3, 13, 23, 0] as [Int32]),
                vector([10, 15, 20, 1] as [Int32]),
            ], of: Int32.self
        )
        #expect(each == [5, 13, 20, 1])
    }

    @Test func selectKeepsBits() throws {
        let (a, b) = (try vector([payload, 1, signalling]), try vector([2, signalling, 3]))
        let mixed = try elements(.select, [vector([true, false, true]), a, b], of: Float.self)
        #expect(mixed.bits == [payload, signalling, signalling].bits)
        #expect(try elements(.select, [TensorValue(false), a, b], of: Float.self).bits == [2, signalling, 3].bits)
        let empty = try vector([Float]())
        #expect(try elements(.select, [vector([Bool]()), empty, empty], of: Float.self).isEmpty)
    }

    @Test func finiteMeansNeitherInfiniteNorNaN() throws {
        let x: [Float] = [0, -.infinity, payload, .greatestFiniteMagnitude, tiny]
        #expect(try elements(.unary(.isFinite), [vector(x)], of: Bool.self) == [true, false, false, true, true])
        #expect(try elements(.unary(.isFinite), [vector([Double.nan, 1e300])], of: Bool.self) == [false, true])
    }

    @Test func elementaryFunctionsAreRoundedCorrectly() throws {
        // Values known in closed form or from tables, each rounded once.
        #expect(try unary(.exponential, [0, 1, -.infinity, 89]) == [1, 0x1.5bf0a8p1, 0, .infinity].bits)
        #expect(try unary(.log, [1, 0, .infinity, 2]) == [0, -.infinity, .infinity, 0x1.62e43p-1].bits)
        #expect(try unary(.logistic, [0, -.infinity, .infinity]) == [0.5, 0, 1].bits)
        // The subnormal tail that 1 / (1 + exp(-x)) in f32 loses.
        #expect(try unary(.logistic, [-100])[0] == Float(3.720075976020836e-44).bitPattern)
        #expect(try unary(.tanh, [-0.0, 20, -.infinity]) == [-0.0, 1, -1].bits)
        #expect(try unary(.rsqrt, [4, 0, -0.0, .infinity]) == [0.5, .infinity, -.infinity, 0].bits)
        #expect(try unary(.cbrt, [-27, 8, -0.0]) == [-3, 2, -0.0].bits)
        #expect(try unary(.exponentialMinusOne, [-0.0, -.infinity, 0x1p-60]) == [-0.0, -1, 0x1p-60].bits)
        #expect(try unary(.logPlusOne, [-0.0, -1, 0x1p-60]) == [-0.0, -.infinity, 0x1p-60].bits)
        #expect(try unary(.sine, [-0.0]) == [-0.0].bits)
        #expect(try unary(.cosine, [0]) == [1].bits)
        #expect(try unary(.tan, [-0.0]) == [-0.0].bits)
        #expect(try unary(.erf, [0, .infinity, 1]) == [0, 1, 0.8427007929497149].bits)
        #expect(try unary(.erfc, [0, .infinity, -.infinity]) == [1, 0, 2].bits)
        #expect(try unary(.acos, [1]) == [0].bits)
        #expect(try unary(.asin, [1]) == [0x1.921fb6p0].bits)
        #expect(try unary(.atan, [.infinity]) == [0x1.921fb6p0].bits)
        #expect(try unary(.sinh, [-0.0]) == [-0.0].bits)
        #expect(try unary(.cosh, [0]) == [1].bits)
        #expect(try unary(.asinh, [-0.0]) == [-0.0].bits)
        #expect(try unary(.acosh, [1]) == [0].bits)
        #expect(try unary(.atanh, [1]) == [.infinity].bits)
        #expect(try unary(.erfInv, [0, 1, -1]) == [0, .infinity, -.infinity].bits)
        #expect(try binary(.power, [2, -2, 0, 2], [10, 3, 0, -1]) == [1024, -8, 1, 0.5].bits)
        #expect(try binary(.atan2, [0, -0.0, 1], [-1, 1, 0]) == [0x1.921fb6p1, -0.0, 0x1.921fb6p0].bits)
    }

    @Test func doublesAreDoubles() throws {
        let sum = try elements(.binary(.add), [vector([1.0]), vector([0x1p-52])], of: Double.self)
        #expect(sum == [1 + 0x1p-52])
        #expect(try elements(.unary(.sqrt), [vector([2.0])], of: Double.self) == [0x1.6a09e667f3bcdp0])
        #expect(try elements(.unary(.exponential), [vector([1.0])], of: Double.self) == [0x1.5bf0a8b145769p1])
    }

    // MARK: Integers

    private func checkIntegers<Integer: FixedWidthInteger & TensorElement>(_: Integer.Type) throws {
        /// Checks triples of left, right and result.
        func check(_ operation: BinaryOperation, _ cases: [[Integer]]) throws {
            let result = try integers(operation, cases.map { $0[0] }, cases.map { $0[1] })
            #expect(result == cases.map { $0[2] }, "\(operation) of \(Integer.self)")
        }
        let (low, high) = (Integer.min, Integer.max)
        let width = Integer(Integer.bitWidth)
        let ones = ~(0 as Integer)
        let two: Integer = 2
        try check(.add, [[high, 1, low], [1, 2, 3]])
        try check(.subtract, [[low, 1, high]])
        try check(.multiply, [[high, 2, high &* two]])
        // Division by zero gives all ones, -1 where signed; the smallest by -1 stays.
        try check(.divide, [[7, 0, ones], [0, 0, ones], [low, 0, ones], [7, 2, 3]])
        try check(.remainder, [[7, 0, 7], [0, 0, 0], [low, 0, low], [7, 2, 1]])
        // Shifts by the width or more, and by negative numbers, which are larger still.
        let top = (1 as Integer) << (Integer.bitWidth - 1)
        try check(.shiftLeft, [[1, width - 1, top], [1, width, 0], [3, ones, 0], [3, 1, 6]])
        try check(.shiftRightLogical, [[ones, width - 1, 1], [ones, width, 0], [ones, ones, 0], [6, 1, 3]])
        try check(
            .shiftRightArithmetic, [[top, width - 1, ones], [top, width, ones], [top, ones, ones], [6, width, 0]])
        try check(.shiftRightArithmetic, [[6, 1, 3], [ones, 3, ones]])
        try check(.and, [[6, 3, 2], [ones, 5, 5]])
        try check(.or, [[6, 3, 7], [0, 5, 5]])
        try check(.xor, [[6, 3, 5], [ones, ones, 0]])
        try check(.maximum, [[low, high, high], [3, 2, 3]])
        try check(.minimum, [[low, high, low], [3, 2, 2]])
        try check(.power, [[3, 4, 81], [0, 0, 1], [2, width, 0], [5, 1, 5]])
        if Integer.isSigned {
            let (minusTwo, minusThree, minusSeven) = (0 &- two, 0 &- (3 as Integer), 0 &- (7 as Integer))
            try check(.divide, [[low, ones, low], [minusSeven, 2, minusThree], [7, minusTwo, minusThree]])
            try check(.remainder, [[low, ones, 0], [minusSeven, 2, ones], [7, minusTwo, 1]])
            try check(
                .power, [[0, ones, ones], [1, ones, 1], [ones, ones, ones], [ones, minusTwo, 1], [2, ones, 0]])
        }
        func unary(_ operation: UnaryOperation, _ x: [Integer]) throws -> [Integer] {
            try elements(.unary(operation), [vector(x)], of: Integer.self)
        }
        #expect(try unary(.negate, [1, low]) == [ones, 0 &- low])
        #expect(try unary(.not, [0]) == [ones])
        #expect(try unary(.popcnt, [ones, 5, 0]) == [width, 2, 0])
        #expect(try unary(.countLeadingZeros, [1, 0, ones]) == [width - 1, width, 0])
        if Integer.isSigned {
            #expect(try unary(.abs, [5, low]) == [5, low])
            #expect(try unary(.sign, [0, 5]) == [0, 1])
            #expect(try unary(.abs, [ones]) == [1])
            #expect(try unary(.sign, [low]) == [ones])
        }
    }

    @Test func integersOfEveryWidth() throws {
        try checkIntegers(Int8.self)
        try checkIntegers(Int16.self)
        try checkIntegers(Int32.self)
        try checkIntegers(Int64.self)
        try checkIntegers(UInt8.self)
        try checkIntegers(UInt16.self)
        try checkIntegers(UInt32.self)
        try checkIntegers(UInt64.self)
    }

    @Test func booleansAreLogic() throws {
        let (a, b) = ([false, false, true, true], [false, true, false, true])
        func logic(_ operation: BinaryOperation) throws -> [Bool] {
            try elements(.binary(operation), [vector(a), vector(b)], of: Bool.self)
        }
        let (or, and) = ([false, true, true, true], [false, false, false, true])
        for operation in [BinaryOperation.add, .maximum, .or] { #expect(try logic(operation) == or) }
        for operation in [BinaryOperation.multiply, .minimum, .and] { #expect(try logic(operation) == and) }
        #expect(try logic(.xor) == [false, true, true, false])
        #expect(try elements(.unary(.not), [vector(a)], of: Bool.self) == [true, true, false, false])
        #expect(
            try elements(.clamp, [TensorValue(true), vector(a), TensorValue(true)], of: Bool.self) == [
                true, true, true, true,
            ])
    }

    // MARK: compare

    private func compare<Scalar: TensorElement>(
        _ direction: CompareAttributes.Direction, _ a: [Scalar], _ b: [Scalar], order: CompareAttributes.Order? = nil
    ) throws -> [Bool] {
        let attributes = CompareAttributes(direction, order: order ?? .natural(Scalar.elementType))
        return try elements(.compare(attributes), [vector(a), vector(b)], of: Bool.self)
    }

    @Test func floatComparisonsAreQuiet() throws {
        let a: [Float] = [0, .nan, 1, 1]
        let b: [Float] = [-0.0, .nan, .nan, 2]
        #expect(try compare(.eq, a, b) == [true, false, false, false])
        #expect(try compare(.ne, a, b) == [false, true, true, true])
        #expect(try compare(.ge, a, b) == [true, false, false, false])
        #expect(try compare(.gt, a, b) == [false, false, false, false])
        #expect(try compare(.le, a, b) == [true, false, false, true])
        #expect(try compare(.lt, a, b) == [false, false, false, true])
    }

    @Test func totalOrderSortsEveryBitPattern() throws {
        let ascending: [Float] = [
            Float(bitPattern: 0xffff_ffff), Float(bitPattern: 0xffc0_0000), Float(bitPattern: 0xff80_0001), -.infinity,
            -.greatestFiniteMagnitude, -1, -tiny, -0.0, 0, tiny, 1, .infinity, signalling,
            Float(bitPattern: 0x7fc0_0000), Float(bitPattern: 0x7fff_ffff),
        ]
        for (i, x) in ascending.enumerated() {
            let many = [Float](repeating: x, count: ascending.count)
            #expect(try compare(.lt, ascending, many, order: .totalOrder) == ascending.indices.map { $0 < i })
            #expect(try compare(.eq, ascending, many, order: .totalOrder) == ascending.indices.map { $0 == i })
            #expect(try compare(.ge, ascending, many, order: .totalOrder) == ascending.indices.map { $0 >= i })
        }
        #expect(try compare(.lt, [-0.0, -Double.nan], [0.0, -.infinity], order: .totalOrder) == [true, true])
    }

    @Test func integersAndBooleansCompareInTheirOrder() throws {
        #expect(try compare(.lt, [Int8.min, 1], [0, 1]) == [true, false])
        #expect(try compare(.gt, [UInt8(0x80)], [1]) == [true])
        #expect(try compare(.gt, [UInt64.max], [1]) == [true])
        #expect(try compare(.le, [false, true], [true, false]) == [true, false])
    }
}
