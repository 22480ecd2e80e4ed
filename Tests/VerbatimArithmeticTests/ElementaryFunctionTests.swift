import Testing
import VerbatimArithmetic

@Suite struct ElementaryFunctionTests {
    @Test(arguments: ElementaryOracle.all) func resultsAreAnOutsideOracles(oracle: ElementaryOracle) {
        var hash = SHA256Digest()
        for x in ElementaryOracle.arguments { hash.update(littleEndian: oracle.function(x).bitPattern) }
        #expect(hash.hex == oracle.digest)
    }

    @Test func cornersAreIEEEs() {
        func bits(_ x: Float) -> UInt32 { x.bitPattern }
        #expect(CorrectlyRounded.exp2(-150) == 0)
        #expect(CorrectlyRounded.exp2(-149) == .leastNonzeroMagnitude)
        #expect(CorrectlyRounded.exp2(127) == 0x1p127)
        #expect(CorrectlyRounded.exp(-.infinity) == 0)
        #expect(bits(CorrectlyRounded.sin(-0.0)) == 0x8000_0000)
        #expect(bits(CorrectlyRounded.rsqrt(-0.0)) == 0xff80_0000)
        #expect(bits(CorrectlyRounded.sqrt(-0.0)) == 0x8000_0000)
        #expect(bits(CorrectlyRounded.sqrt(-1)) == 0x7fc0_0000)
        #expect(bits(CorrectlyRounded.acos(1)) == 0)
        #expect(bits(CorrectlyRounded.log(1)) == 0)
        #expect(bits(CorrectlyRounded.tanh(-.infinity)) == bits(-1))
        #expect(bits(CorrectlyRounded.sigmoid(-.infinity)) == 0)
        for k in 0...10 {
            let power = (0..<k).reduce(Float(1)) { value, _ in value * 10 }
            #expect(CorrectlyRounded.log10(power) == Float(k))
        }
        for k in -149...127 {
            #expect(CorrectlyRounded.log2(Float(sign: .plus, exponent: k, significand: 1)) == Float(k))
        }
    }

    @Test func powersAreIEEEs() {
        let nan = Float.nan
        let huge = Float.infinity
        #expect(CorrectlyRounded.pow(nan, 0) == 1)
        #expect(CorrectlyRounded.pow(1, nan) == 1)
        #expect(CorrectlyRounded.pow(-1, huge) == 1)
        #expect(CorrectlyRounded.pow(0.5, -huge) == huge)
        #expect(CorrectlyRounded.pow(-0.0, -3) == -huge)
        #expect(CorrectlyRounded.pow(-0.0, 3).bitPattern == 0x8000_0000)
        #expect(CorrectlyRounded.pow(-huge, 3) == -huge)
        #expect(CorrectlyRounded.pow(-huge, -2).bitPattern == 0)
        #expect(CorrectlyRounded.pow(-2, 0.5).bitPattern == 0x7fc0_0000)
        #expect(CorrectlyRounded.pow(-2, 3) == -8)
        #expect(CorrectlyRounded.pow(9, 0.5) == 3)
        #expect(CorrectlyRounded.pow(6561, 0.125) == 3)
        #expect(CorrectlyRounded.pow(2, -150) == 0)
        #expect(CorrectlyRounded.pow(2, -149.5) == .leastNonzeroMagnitude)
        // A middle: 4097² has 25 bits, so the tie goes to even.
        #expect(CorrectlyRounded.pow(4097, 2) == Float(Double(4097 * 4097)))
        #expect(CorrectlyRounded.pow(4095, 2) == Float(Double(4095 * 4095)))
        #expect(StatedFunctions.pow(134_217_729, 2) == 134_217_729.0 * 134_217_729.0)
        #expect(StatedFunctions.pow(3, 1e308) == .infinity)
    }

    @Test func anglesAreIEEEs() {
        #expect(CorrectlyRounded.atan2(0.0, -1) == .pi.nextUp)
        #expect(CorrectlyRounded.atan2(-0.0, -0.0) == -.pi.nextUp)
        #expect(CorrectlyRounded.atan2(-0.0, 0.0).bitPattern == 0x8000_0000)
        #expect(CorrectlyRounded.atan2(.infinity, -.infinity) == 0x1.2d97c8p+1)
        #expect(CorrectlyRounded.atan2(-1, .infinity).bitPattern == 0x8000_0000)
        // The quotient is exactly 3/2 of the least number; the angle lies below that middle.
        #expect(CorrectlyRounded.atan2(Float(bitPattern: 3), 2) == .leastNonzeroMagnitude)
    }

    @Test func statedFunctionsAreNearest() {
        // From MPFR, to nearest.
        #expect(StatedFunctions.exp(1) == 0x1.5bf0a8b145769p+1)
        #expect(StatedFunctions.log(10) == 0x1.26bb1bbb55516p+1)
        #expect(StatedFunctions.sin(1e22) == -0.8522008497671888)
        #expect(StatedFunctions.exp(-0x1.624c78c549190p+9).bitPattern == 0xd161_caf2_8c2cd)
        #expect(StatedFunctions.erfc(27.2).isSubnormal)
        #expect(StatedFunctions.tanh(-0.0).bitPattern == 0x8000_0000_0000_0000)
        // f32 is the same value, rounded more.
        var random = Philox4x32Generator(seed: 5)
        for _ in 0..<2000 {
            let x = Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-26
            #expect(Float(StatedFunctions.exp(Double(x))) == CorrectlyRounded.exp(x))
            #expect(Float(StatedFunctions.erf(Double(x))) == CorrectlyRounded.erf(x))
            #expect(Float(StatedFunctions.digamma(Double(x))) == CorrectlyRounded.digamma(x))
            let y = CorrectlyRounded.erfInverse(x * 0x1p-6)
            #expect((StatedFunctions.erf(Double(y)) - Double(x * 0x1p-6)).magnitude < 0x1p-23)
        }
    }

    @Test func normalsHaveTheirMoments() {
        let stream = RandomStream(seed: 11, name: "moments")
        let z = stream.normals(count: 20_000).map(Double.init)
        let mean = z.reduce(0, +) / 20_000
        let variance = z.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(mean.magnitude < 0.03)
        #expect((variance - 1).magnitude < 0.04)
        #expect((0..<7).allSatisfy { stream.normal($0, step: 3) == stream.normals(count: 7, step: 3)[$0] })
        let t = (0..<20_000).map { Double(stream.truncatedNormal($0)) }
        #expect(t.allSatisfy { $0.magnitude <= 2 })
        #expect((t.reduce(0) { $0 + $1 * $1 } / 20_000 - 0.7737).magnitude < 0.03)
        #expect((0..<1000).allSatisfy { z[$0].magnitude > 2 || t[$0] == z[$0] })
    }
}
