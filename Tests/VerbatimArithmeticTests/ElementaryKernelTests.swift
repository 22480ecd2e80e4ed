import CVerbatimKernels
import Testing
import VerbatimArithmetic

/// The vector code of every instruction set that this machine has, against the same oracles and against Swift.
@Suite struct ElementaryKernelTests {
    static let numbers: [String: vb_unary_function] = [
        "exp": VB_UNARY_EXP, "exp2": VB_UNARY_EXP2, "expm1": VB_UNARY_EXPM1, "log": VB_UNARY_LOG,
        "log2": VB_UNARY_LOG2, "log10": VB_UNARY_LOG10, "log1p": VB_UNARY_LOG1P, "sin": VB_UNARY_SIN,
        "cos": VB_UNARY_COS, "tan": VB_UNARY_TAN, "asin": VB_UNARY_ASIN, "acos": VB_UNARY_ACOS,
        "atan": VB_UNARY_ATAN, "sinh": VB_UNARY_SINH, "cosh": VB_UNARY_COSH, "tanh": VB_UNARY_TANH,
        "asinh": VB_UNARY_ASINH, "acosh": VB_UNARY_ACOSH, "atanh": VB_UNARY_ATANH, "erf": VB_UNARY_ERF,
        "erfc": VB_UNARY_ERFC, "sigmoid": VB_UNARY_SIGMOID, "sqrt": VB_UNARY_SQRT, "rsqrt": VB_UNARY_RSQRT,
        "cbrt": VB_UNARY_CBRT, "erfInverse": VB_UNARY_ERF_INV,
    ]

    static func kernels(_ function: vb_unary_function) -> [(isa: Int32, run: vb_unary_f32_fn)] {
        (0..<Int32(VB_ISA_COUNT)).compactMap { isa in
            guard vb_isa_available(isa) != 0, let run = vb_unary_f32(isa, Int32(function.rawValue)) else { return nil }
            return (isa, run)
        }
    }

    static func apply(_ run: vb_unary_f32_fn, _ x: [Float]) -> [Float] {
        var y = [Float](repeating: 0, count: x.count)
        run(x, &y, x.count)
        return y
    }

    @Test(arguments: ElementaryOracle.all) func resultsAreAnOutsideOracles(oracle: ElementaryOracle) {
        guard let number = Self.numbers[oracle.name] else {
            #expect(["lgamma", "digamma"].contains(oracle.name), "only these have no vector code")
            return
        }
        for (isa, run) in Self.kernels(number) {
            let y = Self.apply(run, ElementaryOracle.denseArguments)
            #expect(y.withUnsafeBytes { SHA256Digest.hex($0) } == oracle.denseDigest, "instruction set \(isa)")
        }
    }

    @Test(arguments: ElementaryOracle.all) func densePartsAreSwifts(oracle: ElementaryOracle) {
        guard let number = Self.numbers[oracle.name] else { return }
        var random = Philox4x32Generator(seed: 21)
        // Around 1, small, moderate, and halfway cases of the trivial expansions.
        var x: [Float] = (0..<1500).map { _ in
            Float(bitPattern: 0x3f80_0000 &+ UInt32(random.next(below: 2000)) &- 1000)
        }
        x += (0..<1500).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-28 }
        x += (0..<1500).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-50 }
        x += (0..<1500).map { _ in random.nastyFloat() }
        x += (0..<64).flatMap {
            [Float(sign: .plus, exponent: -$0, significand: 1), Float(sign: .minus, exponent: -$0, significand: 1)]
        }
        let expected = x.map { oracle.function($0).bitPattern }
        for (isa, run) in Self.kernels(number) {
            #expect(Self.apply(run, x).map(\.bitPattern) == expected, "instruction set \(isa)")
        }
    }

    @Test func inverseErrorFunctionIsSwifts() {
        var random = Philox4x32Generator(seed: 22)
        var x: [Float] = (0..<1000).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-31 }
        x += (0..<1000).map { _ in Float(bitPattern: 0x3f80_0000 &- UInt32(random.next(below: 100_000))) }
        x += [0, -0.0, 1, -1, 1.5, .nan, .infinity, .leastNonzeroMagnitude, -0x1p-100]
        let expected = x.map { CorrectlyRounded.erfInverse($0).bitPattern }
        for (isa, run) in Self.kernels(VB_UNARY_ERF_INV) {
            #expect(Self.apply(run, x).map(\.bitPattern) == expected, "instruction set \(isa)")
        }
    }

    @Test func anyLengthInPlace() {
        for number in [VB_UNARY_EXP, VB_UNARY_LOG, VB_UNARY_SQRT] {
            for (_, run) in Self.kernels(number) {
                let x = (0..<70).map { $0 % 7 == 3 ? Float(-1) : Float($0) * 0.37 }
                let expected = Self.apply(run, x)
                for n in 0...69 {
                    var y = x
                    y.withUnsafeMutableBufferPointer { run($0.baseAddress!, $0.baseAddress!, n) }
                    #expect(y[..<n].map(\.bitPattern) == expected[..<n].map(\.bitPattern))
                    #expect(y[n...].elementsEqual(x[n...]), "nothing beyond the end is written")
                }
            }
        }
    }

    @Test func unknownFunctionsAreNull() {
        #expect(vb_unary_f32(0, -1) == nil)
        #expect(vb_unary_f32(0, Int32(VB_UNARY_COUNT.rawValue)) == nil)
        #expect(vb_unary_f32(99, 0) == nil)
    }
}
