import CVerbatimKernels
import Testing
import VerbatimArithmetic

@Suite struct KernelBlockTests {
    @Test func floatsOfOneOperand() {
        checkRounding(VB_F32, nastyFloats() + quarters() + (0..<40).map { 8_388_588 + Float($0) / 2 }, sameFloat)
        let values = nastyFloats()
        check(.unary(VB_IS_FINITE), VB_F32, values, expected: values.map { UInt8($0.isFinite ? 1 : 0) }, ==)
        check(.unary(VB_CANONICALIZE), VB_F32, values, expected: values.map(\.canonicalized)) {
            $0.bitPattern == $1.bitPattern
        }
    }

    @Test func doublesOfOneOperand() {
        checkRounding(VB_F64, nastyDoubles() + quarters() + (0..<40).map { 0x1p52 - 20 + Double($0) / 2 }, sameDouble)
        let values = nastyDoubles()
        check(.unary(VB_IS_FINITE), VB_F64, values, expected: values.map { UInt8($0.isFinite ? 1 : 0) }, ==)
        check(.unary(VB_CANONICALIZE), VB_F64, values, expected: values.map(\.canonicalized)) {
            $0.bitPattern == $1.bitPattern
        }
    }

    private func quarters<F: BinaryFloatingPoint>() -> [F] { (0..<300).map { F($0) / 4 - 37 } }

    private func checkRounding<F: CanonicalReal & BitwiseCopyable>(_ type: Int, _ values: [F], _ same: (F, F) -> Bool) {
        check(.unary(VB_ABS), type, values, expected: values.map(\.magnitude), same)
        check(.unary(VB_NEGATE), type, values, expected: values.map { -$0 }, same)
        check(.unary(VB_SIGN), type, values, expected: values.map { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, same)
        check(.unary(VB_SQRT), type, values, expected: values.map { $0.squareRoot() }, same)
        check(.unary(VB_FLOOR), type, values, expected: values.map { $0.rounded(.down) }, same)
        check(.unary(VB_CEIL), type, values, expected: values.map { $0.rounded(.up) }, same)
        check(.unary(VB_ROUND_EVEN), type, values, expected: values.map { $0.rounded(.toNearestOrEven) }, same)
        check(.unary(VB_ROUND_AWAY), type, values, expected: values.map { $0.rounded(.toNearestOrAwayFromZero) }, same)
    }

    @Test func floatsOfTwoOperands() {
        checkArithmetic(VB_F32, nastyFloats(), sameFloat)
        let (a, b) = pairs(nastyFloats())
        func key(_ x: Float) -> Int32 {
            let bits = Int32(bitPattern: x.bitPattern)
            return bits < 0 ? bits ^ .max : bits
        }
        checkComparisons(VB_F32, a, b, total: true) { (key($0) < key($1), key($0) == key($1)) }
    }

    @Test func doublesOfTwoOperands() {
        checkArithmetic(VB_F64, nastyDoubles(), sameDouble)
        let (a, b) = pairs(nastyDoubles())
        func key(_ x: Double) -> Int64 {
            let bits = Int64(bitPattern: x.bitPattern)
            return bits < 0 ? bits ^ .max : bits
        }
        checkComparisons(VB_F64, a, b, total: true) { (key($0) < key($1), key($0) == key($1)) }
    }

    private func checkArithmetic<F: CanonicalReal & BitwiseCopyable>(_ type: Int, _ values: [F], _ same: (F, F) -> Bool)
    {
        let (a, b) = pairs(values)
        check(.binary(VB_ADD), type, a, b, expected: zip(a, b).map(+), same)
        check(.binary(VB_SUBTRACT), type, a, b, expected: zip(a, b).map(-), same)
        check(.binary(VB_MULTIPLY), type, a, b, expected: zip(a, b).map(*), same)
        check(.binary(VB_DIVIDE), type, a, b, expected: zip(a, b).map(/), same)
        check(.binary(VB_MAXIMUM), type, a, b, expected: zip(a, b).map { Extrema.maximum($0, $1) }, same)
        check(.binary(VB_MINIMUM), type, a, b, expected: zip(a, b).map { Extrema.minimum($0, $1) }, same)
        checkComparisons(type, a, b) { ($0 < $1, $0 == $1) }
        let c = Array(a.reversed())
        let clamped = zip(zip(a, b), c).map { Extrema.minimum(Extrema.maximum($0.0, $0.1), $1) }
        check(.clamp, type, a, b, c, expected: clamped, same)
    }

    /// Checks all six comparisons against whether a < b and whether a == b.
    private func checkComparisons<Value: BitwiseCopyable>(
        _ type: Int, _ a: [Value], _ b: [Value], total: Bool = false, _ order: (Value, Value) -> (Bool, Bool)
    ) {
        let forward = zip(a, b).map(order)
        let backward = zip(b, a).map(order)
        func expect(_ comparison: Int, _ expected: [Bool]) {
            check(.compare(comparison, total), type, a, b, expected: expected.map { UInt8($0 ? 1 : 0) }, ==)
        }
        expect(VB_LT, forward.map(\.0))
        expect(VB_LE, forward.map { $0.0 || $0.1 })
        expect(VB_EQ, forward.map(\.1))
        expect(VB_NE, forward.map { !$0.1 })
        expect(VB_GT, backward.map(\.0))
        expect(VB_GE, backward.map { $0.0 || $0.1 })
    }

    @Test func integers() {
        checkInteger(VB_I32, Int32.self)
        checkInteger(VB_I64, Int64.self)
        checkInteger(VB_U32, UInt32.self)
        checkInteger(VB_U64, UInt64.self)
    }

    private func checkInteger<I: FixedWidthInteger & BitwiseCopyable & SendableMetatype>(_ type: Int, _: I.Type) {
        let values = nastyIntegers(I.self)
        check(.unary(VB_ABS), type, values, expected: values.map { $0 < 0 ? 0 &- $0 : $0 }, ==)
        check(.unary(VB_NEGATE), type, values, expected: values.map { 0 &- $0 }, ==)
        check(.unary(VB_SIGN), type, values, expected: values.map { $0.signum() }, ==)
        check(.unary(VB_NOT), type, values, expected: values.map { ~$0 }, ==)
        check(.unary(VB_POPULATION_COUNT), type, values, expected: values.map { I($0.nonzeroBitCount) }, ==)
        check(.unary(VB_LEADING_ZEROS), type, values, expected: values.map { I($0.leadingZeroBitCount) }, ==)
        let (a, b) = pairs(values)
        let functions: [(Int, (I, I) -> I)] = [
            (VB_ADD, { $0 &+ $1 }), (VB_SUBTRACT, { $0 &- $1 }), (VB_MULTIPLY, { $0 &* $1 }),
            (VB_DIVIDE, { IntegerArithmetic.divide($0, $1) }), (VB_REMAINDER, { IntegerArithmetic.remainder($0, $1) }),
            (VB_MAXIMUM, { max($0, $1) }), (VB_MINIMUM, { min($0, $1) }),
            (VB_AND, { $0 & $1 }), (VB_OR, { $0 | $1 }), (VB_XOR, { $0 ^ $1 }),
            (VB_SHIFT_LEFT, { IntegerArithmetic.shiftLeft($0, $1) }),
            (VB_SHIFT_RIGHT_LOGICAL, { IntegerArithmetic.shiftRightLogical($0, $1) }),
            (VB_SHIFT_RIGHT_ARITHMETIC, { IntegerArithmetic.shiftRightArithmetic($0, $1) }),
        ]
        for (function, f) in functions { check(.binary(function), type, a, b, expected: zip(a, b).map(f), ==) }
        checkComparisons(type, a, b) { ($0 < $1, $0 == $1) }
        let c = Array(b.reversed())
        check(.clamp, type, a, b, c, expected: zip(zip(a, b), c).map { min(max($0.0, $0.1), $1) }, ==)
    }

    @Test func bools() {
        let a = (0..<300).map { UInt8($0 / 2 % 2) }
        let b = (0..<300).map { UInt8($0 % 2) }
        check(.unary(VB_NOT), VB_BOOL, a, expected: a.map { 1 - $0 }, ==)
        for function in [VB_ADD, VB_MAXIMUM, VB_OR] {
            check(.binary(function), VB_BOOL, a, b, expected: zip(a, b).map(|), ==)
        }
        for function in [VB_MULTIPLY, VB_MINIMUM, VB_AND] {
            check(.binary(function), VB_BOOL, a, b, expected: zip(a, b).map(&), ==)
        }
        check(.binary(VB_XOR), VB_BOOL, a, b, expected: zip(a, b).map(^), ==)
        checkComparisons(VB_BOOL, a, b) { ($0 < $1, $0 == $1) }
        let c = (0..<300).map { UInt8($0 / 4 % 2) }
        check(.clamp, VB_BOOL, a, b, c, expected: zip(zip(a, b), c).map { min(max($0.0, $0.1), $1) }, ==)
    }

    @Test func selection() {
        var random = KernelGenerator(3)
        let p = (0..<517).map { _ in UInt8(random.int(0...1)) }
        checkSelect(p, UInt8.self, &random)
        checkSelect(p, UInt16.self, &random)
        checkSelect(p, UInt32.self, &random)
        checkSelect(p, UInt64.self, &random)
    }

    private func checkSelect<W: FixedWidthInteger & BitwiseCopyable>(
        _ p: [UInt8], _: W.Type, _ random: inout KernelGenerator
    ) {
        let a = p.map { _ in W(truncatingIfNeeded: random.next()) }
        let b = p.map { _ in W(truncatingIfNeeded: random.next()) }
        let expected = p.indices.map { p[$0] != 0 ? a[$0] : b[$0] }
        for kernels in availableKernels() {
            let function = kernels.block_select(Int32(W.bitWidth / 8))!
            for count in counts(p.count) {
                #expect(run(function, p, a, b, count, W(0x55)) == padded(expected, count, W(0x55)))
            }
        }
    }

    @Test func conversions() {
        checkFloatConversions(VB_F32, nastyFloats())
        checkFloatConversions(VB_F64, nastyDoubles())
        let doubles = nastyDoubles()
        check(.convert(VB_F32), VB_F64, doubles, expected: doubles.map { Float($0) }, sameFloat)
        let floats = nastyFloats()
        check(.convert(VB_F64), VB_F32, floats, expected: floats.map { Double($0) }, sameDouble)
        check(.convert(VB_F32), VB_F32, floats, expected: floats.map(\.canonicalized)) {
            $0.bitPattern == $1.bitPattern
        }
        checkIntegerConversions(VB_I32, nastyIntegers(Int32.self))
        checkIntegerConversions(VB_I64, nastyIntegers(Int64.self))
        checkIntegerConversions(VB_U32, nastyIntegers(UInt32.self))
        checkIntegerConversions(VB_U64, nastyIntegers(UInt64.self))
        checkIntegerConversions(VB_BOOL, (0..<100).map { UInt8($0 % 3 % 2) })
    }

    private func checkFloatConversions<F: CanonicalReal & BitwiseCopyable>(_ type: Int, _ values: [F]) {
        var values = values
        for power in [31, 32, 63, 64] {
            for sign in [FloatingPointSign.plus, .minus] {
                let edge = F(sign: sign, exponent: F.Exponent(power), significand: 1)
                values += [edge.nextDown, edge, edge.nextUp, edge + 0.5, edge - 0.5]
            }
        }
        check(.convert(VB_I32), type, values, expected: values.map { Conversions.integer($0, Int32.self) }, ==)
        check(.convert(VB_I64), type, values, expected: values.map { Conversions.integer($0, Int64.self) }, ==)
        check(.convert(VB_U32), type, values, expected: values.map { Conversions.integer($0, UInt32.self) }, ==)
        check(.convert(VB_U64), type, values, expected: values.map { Conversions.integer($0, UInt64.self) }, ==)
        check(.convert(VB_BOOL), type, values, expected: values.map { UInt8($0 != 0 ? 1 : 0) }, ==)
    }

    private func checkIntegerConversions<I: FixedWidthInteger & BitwiseCopyable>(_ type: Int, _ values: [I]) {
        check(.convert(VB_F32), type, values, expected: values.map { Float($0) }, sameFloat)
        check(.convert(VB_F64), type, values, expected: values.map { Double($0) }, sameDouble)
        check(.convert(VB_I32), type, values, expected: values.map { Int32(truncatingIfNeeded: $0) }, ==)
        check(.convert(VB_I64), type, values, expected: values.map { Int64(truncatingIfNeeded: $0) }, ==)
        check(.convert(VB_U32), type, values, expected: values.map { UInt32(truncatingIfNeeded: $0) }, ==)
        check(.convert(VB_U64), type, values, expected: values.map { UInt64(truncatingIfNeeded: $0) }, ==)
        check(.convert(VB_BOOL), type, values, expected: values.map { UInt8($0 != 0 ? 1 : 0) }, ==)
    }

    @Test func unknownFunctionsAreNull() {
        for kernels in availableKernels() {
            #expect(kernels.block_unary(Int32(VB_SQRT), Int32(VB_I32)) == nil)
            #expect(kernels.block_unary(-1, 0) == nil)
            #expect(kernels.block_unary(Int32(VB_BLOCK_UNARY_COUNT), 0) == nil)
            #expect(kernels.block_binary(Int32(VB_AND), Int32(VB_F32)) == nil)
            #expect(kernels.block_binary(0, Int32(VB_TYPE_COUNT)) == nil)
            #expect(kernels.block_compare(Int32(VB_COMPARISON_COUNT), 0, 0) == nil)
            #expect(kernels.block_select(3) == nil)
            #expect(kernels.block_clamp(-1) == nil)
            #expect(kernels.block_convert(0, Int32(VB_TYPE_COUNT)) == nil)
        }
    }

    // MARK: Running

    private enum Function {
        case unary(Int), binary(Int), compare(Int, Bool), clamp, convert(Int)

        func find(_ kernels: vb_kernels, _ type: Int) -> vb_block_function? {
            let type = Int32(type)
            return switch self {
            case .unary(let function): kernels.block_unary(Int32(function), type)
            case .binary(let function): kernels.block_binary(Int32(function), type)
            case .compare(let function, let total): kernels.block_compare(Int32(function), type, total ? 1 : 0)
            case .clamp: kernels.block_clamp(type)
            case .convert(let to): kernels.block_convert(type, Int32(to))
            }
        }
    }

    /// Runs a function of every instruction set over prefixes of the operands, and in place.
    private func check<A: BitwiseCopyable, R: BitwiseCopyable & ExpressibleByIntegerLiteral>(
        _ name: Function, _ type: Int, _ a: [A], _ b: [A]? = nil, _ c: [A]? = nil, expected: [R],
        _ same: (R, R) -> Bool
    ) {
        for kernels in availableKernels() {
            guard let function = name.find(kernels, type) else {
                Issue.record("isa \(kernels.isa) has no \(name) for type \(type)")
                continue
            }
            for count in counts(a.count) {
                let result = run(function, a, b ?? a, c ?? a, count, 77 as R)
                let wanted = padded(expected, count, 77 as R)
                if let index = result.indices.first(where: { !same(result[$0], wanted[$0]) }) {
                    Issue.record(
                        "isa \(kernels.isa) \(name) type \(type) of \(a[index]), \((b ?? a)[index]): \(result[index]), expected \(wanted[index])"
                    )
                    return
                }
            }
            if var inPlace = a as? [R] {
                inPlace.withUnsafeMutableBytes {
                    function($0.baseAddress, $0.baseAddress, b ?? a, c ?? a, Int64(a.count))
                }
                if let index = inPlace.indices.first(where: { !same(inPlace[$0], expected[$0]) }) {
                    Issue.record("isa \(kernels.isa) \(name) type \(type) in place: \(inPlace[index])")
                    return
                }
            }
        }
    }

    /// The first `count` results and, from there on, what was in the memory before.
    private func run<A: BitwiseCopyable, B: BitwiseCopyable, R: BitwiseCopyable>(
        _ function: vb_block_function, _ a: [A], _ b: [B], _ c: [B], _ count: Int, _ before: R
    )
        -> [R]
    {
        var result = [R](repeating: before, count: a.count)
        result.withUnsafeMutableBytes { function($0.baseAddress, a, b, c, Int64(count)) }
        return result
    }

    private func padded<R>(_ expected: [R], _ count: Int, _ before: R) -> [R] {
        expected.prefix(count) + [R](repeating: before, count: expected.count - count)
    }

    private func counts(_ total: Int) -> [Int] { [total, 0, 1, 3, 17, 100].filter { $0 <= total } }

    private func pairs<Value>(_ values: [Value]) -> ([Value], [Value]) {
        var (a, b): ([Value], [Value]) = ([], [])
        for (index, x) in values.enumerated() {
            for y in values.dropFirst(index % 7).prefix(60) {
                a += [x, y]
                b += [y, x]
            }
        }
        return (a, b)
    }

    private func nastyFloats() -> [Float] {
        var random = KernelGenerator(9)
        let special: [Float] = [
            0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, .infinity, -.infinity, .nan, Float(bitPattern: 0xffc1_2345),
            .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
            0.499_999_97, 8_388_607.5, 8_388_608, -8_388_609,
        ]
        return special + random.floats(60, .tiny) + random.floats(80, .bits)
    }

    private func nastyDoubles() -> [Double] {
        var random = KernelGenerator(10)
        let special: [Double] = [
            0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, .infinity, -.infinity, .nan, Double(bitPattern: 0xfff8_1234_5678_9abc),
            .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
            0.499_999_999_999_999_94, 0x1p52, -0x1p52 - 1, 4_503_599_627_370_495.5, 0x1p-140, 1e39,
        ]
        return special + random.floats(60, .tiny).map { Double($0) * 1.000_000_1 }
            + (0..<80).map { _ in Double(bitPattern: random.next()) }
    }

    private func nastyIntegers<I: FixedWidthInteger>(_: I.Type) -> [I] {
        var random = KernelGenerator(12)
        let special: [I] = [0, 1, 2, 3, 7, 31, 32, 33, 63, 64, 65, 100, .max, .min, .max - 1, .min + 1, ~0, ~1]
        return special + (0..<60).map { _ in I(truncatingIfNeeded: random.next()) }
            + (0..<60).map { _ in I(truncatingIfNeeded: random.next() >> UInt64(random.int(0...63))) }
    }

    private func sameFloat(_ a: Float, _ b: Float) -> Bool { a.isNaN && b.isNaN || a.bitPattern == b.bitPattern }

    private func sameDouble(_ a: Double, _ b: Double) -> Bool { a.isNaN && b.isNaN || a.bitPattern == b.bitPattern }
}
