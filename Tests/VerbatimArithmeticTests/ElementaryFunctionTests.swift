import Testing
import VerbatimArithmetic

@Suite struct ElementaryFunctionTests {
    static let functions: [String: @Sendable (Float) -> Float] = [
        "exp": CorrectlyRounded.exp, "exp2": CorrectlyRounded.exp2, "expm1": CorrectlyRounded.expm1,
        "log": CorrectlyRounded.log, "log2": CorrectlyRounded.log2, "log10": CorrectlyRounded.log10,
        "log1p": CorrectlyRounded.log1p, "sin": CorrectlyRounded.sin, "cos": CorrectlyRounded.cos,
        "tan": CorrectlyRounded.tan, "asin": CorrectlyRounded.asin, "acos": CorrectlyRounded.acos,
        "atan": CorrectlyRounded.atan, "sinh": CorrectlyRounded.sinh, "cosh": CorrectlyRounded.cosh,
        "tanh": CorrectlyRounded.tanh, "asinh": CorrectlyRounded.asinh, "acosh": CorrectlyRounded.acosh,
        "atanh": CorrectlyRounded.atanh, "erf": CorrectlyRounded.erf, "erfc": CorrectlyRounded.erfc,
        "sigmoid": CorrectlyRounded.sigmoid, "sqrt": CorrectlyRounded.sqrt, "rsqrt": CorrectlyRounded.rsqrt,
        "cbrt": CorrectlyRounded.cbrt, "lgamma": CorrectlyRounded.lgamma,
    ]

    /// SHA-256 of 65,536 results as little-endian words, the arguments having the bits `i * 65537`.
    ///
    /// Computed with CORE-MATH's correctly rounded functions, sigmoid with a 113-bit format, every NaN made canonical.
    @Test(arguments: [
        ("acos", "a7ced6c9a39ffda3df950af9a34ad87c583ba044c73575746f59621ea48ea57f"),
        ("acosh", "4b444c865e815c1a02e708ac5c93b85a23e12da418c872d2e58b2001b50b6dae"),
        ("asin", "d3e7594123d65fd8be734f2aac0966efe765316b137d58148038d19713cc5476"),
        ("asinh", "ccdea38037b7f89c6607b7dc94ea68a83794e6b9bc861fae81bf1739c1e9e72a"),
        ("atan", "ebe30336997bd29f6ee7d88d6609123ff0cecb8ab645b96eef0749d943f2e09a"),
        ("atanh", "bf1eb279e35c8bf4696ed060b794c02c6f10edea981fbfbd38565f59aabfeb7c"),
        ("cbrt", "c619cc662e17c940b14853420121264f3787dd635125740bc465a0d939f3d5cd"),
        ("cos", "c7bb5a1add52f274cbc93b2be4aae040421ea12797cdb5a00d57ab3df757c906"),
        ("cosh", "425101d478ba94b33a330df9f9aa18495e7dee76367756aaa26d2bdcd38dad27"),
        ("erf", "81352ed6cd1c41be17ada1f7658b640025f6bd3f32539fc5b0c700cbf6297de0"),
        ("erfc", "9bdacb9bead1eeee203740a8d6ca402fc4f0e9e111f2ff752dad961ae166fb5c"),
        ("exp", "10a8a5ff4e11acc39a84fc1b3bb0c6a42cf56fe66d31ebf99051616835fca064"),
        ("exp2", "61b32d6856603d9c17355fd0ec5f153762e0b446efbbe694c9602dc55401c914"),
        ("expm1", "24f9c466d087e90e9770358fe4a342033a64ac5b3f07f7f6f6df8e272c9619b8"),
        ("lgamma", "e733f1dd4d91f2a623d81489dceda9d4ece78d8ac306bfef5f650bec42514399"),
        ("log", "05ee9faed346108d06e288fa57ff25913a53547885d601df69f30652d8167caf"),
        ("log10", "4856190f7792b624d992bafec668c7fd53c6e9bd02c31c2876402f2cbeee723c"),
        ("log1p", "236baf46f957c63502fed38593d9fc28a17f7b4a4113bb6cabb7379d482546ca"),
        ("log2", "4712af9091e515e0db1cc0c0e73856e4d8030be574b7e20b88150309948977b9"),
        ("rsqrt", "1ea9f812766ee0ecf4b5f0170760741d3a5992efdd4ace41f954db875a71ad7d"),
        ("sigmoid", "c3e216396843de161993e3382efae4f880ec8947d390896484a98310bebbeeed"),
        ("sin", "8b517b29f560f8d4919eef3c0a4463117090c73f4763d4dc77ce7c1ebe83880b"),
        ("sinh", "edd95a9dd1b14cf3947cdbadfad1a2667c91bcbf30b691533d61ea80d3023429"),
        ("sqrt", "76f7d3482be65da3c1b79811755ac7f675457667475c0a45c56659bf82bd6917"),
        ("tan", "ee291534875ef7b4898c5f2953312c022240b9eb338253e956e624e065637b16"),
        ("tanh", "38075c3c3e09b2401459fd972d88e968c327551c6c1528ab569bc091a36238a7"),
    ]) func resultsAreAnOutsideOracles(name: String, digest: String) throws {
        let function = try #require(Self.functions[name])
        var hash = SHA256Digest()
        for i: UInt32 in 0..<65536 { hash.update(littleEndian: function(Float(bitPattern: i &* 65537)).bitPattern) }
        #expect(hash.hex == digest)
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
        let t = stream.words(count: 20_000).map { Double(RandomStream.truncatedNormal($0)) }
        #expect(t.allSatisfy { $0.magnitude < 2 })
        #expect((t.reduce(0) { $0 + $1 * $1 } / 20_000 - 0.7737).magnitude < 0.03)
        #expect(RandomStream.truncatedNormal(.max).magnitude < 2)
        #expect(RandomStream.truncatedNormal(0) == -RandomStream.truncatedNormal(.max))
    }
}
