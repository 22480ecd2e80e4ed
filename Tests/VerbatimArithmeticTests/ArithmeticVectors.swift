import VerbatimArithmetic

/// The test vectors of the arithmetic's page, computed afresh: the text of the file in `Vectors`.
struct ArithmeticVectors: VectorWriter {
    /// The whole file.
    static func text() -> String {
        let sections: [(String, [String])] = [
            ("fma", fma()), ("minmax", minmax()), ("convert", convert()), ("narrow", narrow()),
            ("integers", integers()), ("leaf", leaf()),
            ("sums", sums()), ("statistics", statistics()), ("functions", functions()), ("functions2", functions2()),
            ("philox", philox()), ("streams", streams()), ("bernoulli", bernoulli()), ("permutations", permutations()),
            ("numpy", numpy()), ("tensorflow", tensorflow()), ("digests", digests()),
        ]
        return file(sections)
    }

    // MARK: Scalars

    private static func fma() -> [String] {
        var random = Philox4x32Generator(seed: 100)
        return (0..<120).map { number in
            let (a, b) = (random.nastyFloat(), random.nastyFloat())
            var c = random.nastyFloat()
            if number % 3 == 0 { c = Float(bitPattern: (-(a * b)).canonicalized.bitPattern &+ UInt32(number % 4) &- 1) }
            return object([("a", hex(a)), ("b", hex(b)), ("c", hex(c)), ("f32", hex(FusedMultiplyAdd.f32(a, b, c)))])
        }
    }

    private static func minmax() -> [String] {
        let values: [Float] = [0, -0.0, 1, -2, .infinity, -.infinity, .nan, .leastNonzeroMagnitude]
        return values.flatMap { a in
            values.map { b in
                object([
                    ("a", hex(a)), ("b", hex(b)), ("maximum", hex(Extrema.maximum(a, b))),
                    ("minimum", hex(Extrema.minimum(a, b))),
                ])
            }
        }
    }

    private static func convert() -> [String] {
        let values: [Float] = [
            0, -0.0, 0.99, -0.99, 1.5, -1.5, 127.9, 128, -128.9, -129, 255.5, 256, 0x1p31, -0x1p31, 0x1.fffffep30,
            0x1p32,
            0x1p63, -0x1p63, 0x1p64, 0x1.fffffep63, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 3e9, -3e9,
        ]
        return values.map { x in
            object([
                ("f32", hex(x)), ("i8", "\(Conversions.integer(x, Int8.self))"),
                ("u8", "\(Conversions.integer(x, UInt8.self))"), ("i32", "\(Conversions.integer(x, Int32.self))"),
                ("u32", "\(Conversions.integer(x, UInt32.self))"), ("i64", "\"\(Conversions.integer(x, Int64.self))\""),
                ("u64", "\"\(Conversions.integer(x, UInt64.self))\""),
            ])
        }
    }

    private static func narrow() -> [String] {
        var random = Philox4x32Generator(seed: 101)
        var reals: [Double] = [
            0, -0.0, 1, -1.5, 0.1, .infinity, -.infinity, .nan, 65504, 65519.99, 65520, 0x1p-24, 0x1p-25, 0x1.8p-25,
            0x1.ffcp-15, 0x1.ffep-15, 0x1p-14, 1 + 0x1p-11, 1 + 0x1p-11 + 0x1p-40, 1 + 0x1p-8, 1 + 0x1p-8 + 0x1p-40,
            0x1.fep127, 0x1.fefp127, 0x1.ffp127, 0x1p128, 0x1p-133, 0x1p-134, 0x1.8p-134, 0x1.fcp-127, 0x1.fep-127,
            1e300,
        ]
        for _ in 0..<60 { reals.append(Double(random.nastyFloat()) * (1 + 0x1p-30)) }
        let whole: [Int64] = [
            0, 1, -1, 2049, 2051, -2050, 65519, 65520, .min, .max, 1 << 62 + 1 << 54 + 1, -(1 << 62 + 1 << 54 + 1),
            1 << 40 + 1 << 32, 1 << 40 + 1 << 32 + 1,
        ]
        return reals.map { x in
            object([
                ("f64", hex(x.canonicalized)), ("f16", hex(Half(x).bitPattern)), ("bf16", hex(BFloat16(x).bitPattern)),
            ])
        }
            + whole.map { x in
                object([
                    ("i64", "\"\(x)\""), ("f16", hex(Half(x).bitPattern)), ("bf16", hex(BFloat16(x).bitPattern)),
                ])
            }
    }

    private static func integers() -> [String] {
        let values: [Int32] = [0, 1, -1, 2, -7, 31, 32, 33, .min, .max, 12345]
        return values.flatMap { a in
            values.map { b in
                object([
                    ("a", "\(a)"), ("b", "\(b)"), ("divide", "\(IntegerArithmetic.divide(a, b))"),
                    ("remainder", "\(IntegerArithmetic.remainder(a, b))"),
                    ("shiftLeft", "\(IntegerArithmetic.shiftLeft(a, b))"),
                    ("shiftRightLogical", "\(IntegerArithmetic.shiftRightLogical(a, b))"),
                    ("shiftRightArithmetic", "\(IntegerArithmetic.shiftRightArithmetic(a, b))"),
                    ("power", "\(IntegerArithmetic.power(a, b))"),
                ])
            }
        }
    }

    // MARK: Sums

    private static func leaf() -> [String] {
        [1, 32, 64, 65, 256, 257].flatMap { samples in
            [1, 7, 31, 32, 33, 64, 127, 128, 255, 256, 900].map { positions in
                object([
                    ("samples", "\(samples)"), ("positions", "\(positions)"),
                    (
                        "samplesPerLeaf",
                        "\(SampleLeaf.samplesPerLeaf(samples: samples, positionsPerSample: positions))"
                    ),
                ])
            }
        }
    }

    private static func sums() -> [String] {
        [0, 1, 2, 5, 31, 32, 33, 100, 255, 256, 257, 700, 1797, 4096, 4097, 12_300].map { count in
            let name = "sums.\(count)"
            let signed = RandomStream(seed: 1, name: name).words(count: 2 * count).map { Int32(bitPattern: $0) }
            let x = signed[..<count].map { Float($0) * 0x1p-24 }
            let y = signed[count...].map { Float($0) * 0x1p-28 }
            return object([
                ("stream", "\"\(name)\""), ("count", "\(count)"),
                ("row", hex(Reductions.row(.add, count: count) { x[$0] })),
                ("rowProduct", hex(Reductions.row(.multiply, count: count) { 1 + y[$0] * 0x1p-6 })),
                ("chain", hex(Reductions.chain(.add, count: count) { x[$0] })),
                ("contraction", hex(Reductions.contraction(count: count, { x[$0] }, { y[$0] }))),
                ("tree", hex(CanonicalTree.sum(x))),
                ("row64", hex(Reductions.row(.add, count: count) { Double(x[$0]) })),
                ("contraction64", hex(Reductions.contraction(count: count, { Double(x[$0]) }, { Double(y[$0]) }))),
            ])
        }
    }

    private static func statistics() -> [String] {
        var random = Philox4x32Generator(seed: 101)
        func side() -> BatchStatistics<Float> {
            BatchStatistics(
                count: Int(random.next(below: 40)), mean: Float(random.next(below: 2000)) * 0.013 - 13,
                m2: Float(random.next(below: 2000)) * 0.37)
        }
        func text(_ s: BatchStatistics<Float>) -> String { list(["\(s.count)", hex(s.mean), hex(s.m2)]) }
        return (0..<20).map { number in
            let a = number == 3 ? BatchStatistics() : side()
            let b = number == 5 ? BatchStatistics() : side()
            return object([("a", text(a)), ("b", text(b)), ("merged", text(.merge(a, b)))])
        }
    }

    // MARK: Functions

    private static let functions64: [String: @Sendable (Double) -> Double] = [
        "exp": StatedFunctions.exp, "exp2": StatedFunctions.exp2, "expm1": StatedFunctions.expm1,
        "log": StatedFunctions.log, "log2": StatedFunctions.log2, "log10": StatedFunctions.log10,
        "log1p": StatedFunctions.log1p, "sin": StatedFunctions.sin, "cos": StatedFunctions.cos,
        "tan": StatedFunctions.tan, "asin": StatedFunctions.asin, "acos": StatedFunctions.acos,
        "atan": StatedFunctions.atan, "sinh": StatedFunctions.sinh, "cosh": StatedFunctions.cosh,
        "tanh": StatedFunctions.tanh, "asinh": StatedFunctions.asinh, "acosh": StatedFunctions.acosh,
        "atanh": StatedFunctions.atanh, "erf": StatedFunctions.erf, "erfc": StatedFunctions.erfc,
        "sigmoid": StatedFunctions.sigmoid, "sqrt": StatedFunctions.sqrt, "rsqrt": StatedFunctions.rsqrt,
        "cbrt": StatedFunctions.cbrt, "lgamma": StatedFunctions.lgamma, "digamma": StatedFunctions.digamma,
        "erfInverse": StatedFunctions.erfInverse,
    ]

    private static func functions() -> [String] {
        ElementaryOracle.all.enumerated().map { place, oracle in
            var random = Philox4x32Generator(seed: 200 + UInt64(place))
            var x: [Float] = [
                0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 0x1p-24, -0x1p-12, 0.5, 2,
            ]
            x += (0..<24).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-28 }
            x += (0..<8).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-31 }
            x += (0..<6).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-24 }
            x += (0..<10).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: random.next())) }
            var z = x.map(Double.init)
            z += (0..<16).map { _ in Double(Int64(truncatingIfNeeded: random.next())) * 0x1p-61 }
            z += (0..<8).map { _ in Double(Int64(truncatingIfNeeded: random.next())) * 0x1p-54 }
            z += (0..<8).map { _ in Double(bitPattern: random.next()) }
            z += [0x1p-53, -0x1p-26, 1 - 0x1p-53, 1 + 0x1p-52, 0x1p-1074, 709.5, -744.9, 30.25, 2 + 0x1p-40]
            let f32 = x.map { list([hex($0), hex(oracle.function($0))]) }
            let f64 = z.map { list([hex($0), hex(functions64[oracle.name]!($0))]) }
            return object([("name", "\"\(oracle.name)\""), ("f32", list(f32)), ("f64", list(f64))])
        }
    }

    private static func functions2() -> [String] {
        var random = Philox4x32Generator(seed: 300)
        var pairs: [(Float, Float)] = [
            (0, 0), (.nan, 0), (1, .nan), (-1, .infinity), (2, .infinity), (0.5, -.infinity), (-0.0, -3), (-0.0, 3),
            (0, -2), (-.infinity, 3), (-.infinity, -4), (-2, 0.5), (-2, 3), (9, 0.5), (4097, 2), (4095, 2),
            (6561, 0.125),
            (2, -149.5), (2, -150), (0.9, 999), (0.999, 7), (0.0, -1), (0, 1), (-0.0, -0.0), (1, -.infinity),
            (-.infinity, .infinity), (Float(bitPattern: 3), 2), (Float(bitPattern: 1), -3), (1e30, 1e-30),
            (-1e-38, -1e30),
        ]
        pairs += (0..<30).map { _ in
            (
                Float(Int32(truncatingIfNeeded: random.next())).magnitude * 0x1p-29,
                Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-27
            )
        }
        pairs += (0..<20).map { _ in (random.nastyFloat(), random.nastyFloat()) }
        func section(
            _ name: String, _ f: (Float, Float) -> Float, _ g: (Double, Double) -> Double
        ) -> String {
            let f32 = pairs.map { list([hex($0.0), hex($0.1), hex(f($0.0, $0.1))]) }
            let f64 = pairs.map { a, b in
                // A few bits more than f32 has.
                let (x, y) = (Double(a) * (1 + 0x1p-40), Double(b) * (1 - 0x1p-41))
                return list([hex(x.canonicalized), hex(y.canonicalized), hex(g(x, y))])
            }
            return object([("name", "\"\(name)\""), ("f32", list(f32)), ("f64", list(f64))])
        }
        return [
            section("pow", CorrectlyRounded.pow, StatedFunctions.pow),
            section("atan2", CorrectlyRounded.atan2, StatedFunctions.atan2),
        ]
    }

    // MARK: Random numbers

    private static func words(_ block: Philox4x32.Block) -> String {
        list([hex(block.0), hex(block.1), hex(block.2), hex(block.3)])
    }

    private static func philox() -> [String] {
        let ones = UInt32.max
        let cases: [(Philox4x32.Block, (UInt32, UInt32))] = [
            ((0, 0, 0, 0), (0, 0)), ((ones, ones, ones, ones), (ones, ones)),
            ((0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), (0xa409_3822, 0x299f_31d0)), ((1, 2, 3, 4), (5, 6)),
        ]
        return cases.map { counter, key in
            object([
                ("counter", words(counter)), ("key", list([hex(key.0), hex(key.1)])),
                ("block", words(Philox4x32.block(counter: counter, key: key))),
            ])
        }
    }

    private static func streams() -> [String] {
        let cases: [(UInt64, String, Int, UInt64)] = [
            (0, "", 0, 0), (999, "dropout.1/call.1/keep", 31, 4), (UInt64.max, "größe", 1, 1 << 40),
            (1, "dense.1/kernel", 0, 0),
        ]
        return cases.map { seed, name, position, step in
            let stream = RandomStream(seed: seed, name: name)
            let words = stream.words(count: 9, position: position, step: step)
            let normals = stream.normals(count: 9, position: position, step: step)
            let truncated = (0..<60).map { stream.truncatedNormal($0, position: position) }
            return object([
                ("seed", "\"\(seed)\""), ("name", "\"\(name)\""), ("key", list([hex(stream.key0), hex(stream.key1)])),
                ("position", "\(position)"), ("step", "\(step)"), ("words", list(words.map { hex($0) })),
                ("uniforms", list(words.map { hex(RandomStream.uniform($0)) })),
                ("normals", list(normals.map { hex($0) })),
                ("truncated", list(truncated.map { hex($0) })),
            ])
        }
    }

    private static func bernoulli() -> [String] {
        [0, 0.25, 0.1, 0.7, 1.0 / 3, 1, 1.5, -1, .nan, 0x1p-33, 0x1.8p-32, 0x1p-60].map { probability in
            object([
                ("probability", hex(probability)), ("threshold", "\"\(RandomStream.bernoulliThreshold(probability))\""),
            ])
        }
    }

    private static func permutations() -> [String] {
        let cases: [(UInt64, String, UInt64, Int, Int)] = [
            (1, "shuffle", 0, 1, 1), (1, "shuffle", 0, 2, 2), (1, "shuffle", 3, 5, 5), (7, "shuffle", 1 << 33, 33, 33),
            (7, "shuffle", 2, 1797, 20), (7, "shuffle", 2, 1 << 40, 10),
        ]
        return cases.map { seed, name, step, count, shown in
            let permutation = KeyedPermutation(count: count, stream: RandomStream(seed: seed, name: name), step: step)
            return object([
                ("seed", "\"\(seed)\""), ("name", "\"\(name)\""), ("step", "\"\(step)\""), ("count", "\(count)"),
                ("images", list((0..<shown).map { "\(permutation($0))" })),
            ])
        }
    }

    private static func numpy() -> [String] {
        [0, 999, UInt32.max].map { seed in
            var random = NumPyRandomState(seed: seed)
            let integers = (0..<9).map { _ in "\(random.integer(below: 10_000_000))" }
            let uniforms = (0..<4).map { _ in hex(random.uniform()) }
            return object([("seed", "\(seed)"), ("integers", list(integers)), ("uniforms", list(uniforms))])
        }
    }

    private static func tensorflow() -> [String] {
        [(UInt64(999), UInt64(766_821), 6, UInt64(0)), (999, 531_871, 5, 3), (1 << 40, 1 << 35, 9, 1 << 30)].map {
            seed, operation, count, run in
            let draws = TensorFlowOneDraws(seed: seed, operationSeed: operation)
            return object([
                ("seed", "\"\(seed)\""), ("operation", "\"\(operation)\""), ("count", "\(count)"),
                ("run", "\"\(run)\""),
                ("uniforms", list(draws.uniforms(count: count, run: run).map { hex($0) })),
                ("glorot", list(draws.glorotUniform(count: count, fanIn: 3, fanOut: 5).map { hex($0) })),
                ("mask", list(draws.dropoutMask(count: count, keep: 0.75, run: run).map { "\(Int($0))" })),
            ])
        }
    }

    // MARK: Digests

    private static func digests() -> [String] {
        struct Entry {
            let path: String
            let type: String
            let shape: [Int]
            let kind: StateDigest.ElementKind
            let bytes: [UInt8]
        }
        func bytes(_ words: [some FixedWidthInteger]) -> [UInt8] {
            words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
        }
        let kernel = Entry(
            path: "dense.1/kernel", type: "f32", shape: [2, 3], kind: .float32,
            bytes: bytes([0x3f80_0000, 0xbf80_0000, 0x8000_0000, 0x7fc0_0001, 0xffc0_0000, 1] as [UInt32]))
        let step = Entry(path: "step", type: "i64", shape: [], kind: .integer(width: 8), bytes: bytes([-2 as Int64]))
        let wide = Entry(
            path: "größe/f64", type: "f64", shape: [1, 2], kind: .float64,
            bytes: bytes([0x7ff0_0000_0000_0001, 0x3ff0_0000_0000_0000] as [UInt64]))
        let flags = Entry(path: "seen", type: "i1", shape: [4], kind: .integer(width: 1), bytes: [0, 1, 1, 0])
        let empty = Entry(path: "none", type: "f32", shape: [0, 7], kind: .float32, bytes: [])
        let half = Entry(
            path: "half", type: "f16", shape: [2], kind: .float16, bytes: bytes([0xfe01, 0x3c00] as [UInt16]))
        return [[], [kernel], [kernel, step, wide, flags, empty, half]].map { entries in
            var digest = StateDigest()
            for entry in entries {
                entry.bytes.withUnsafeBytes {
                    digest.append(
                        path: entry.path, type: entry.type, shape: entry.shape, elements: $0, kind: entry.kind)
                }
            }
            let tensors = entries.map { entry in
                object([
                    ("path", "\"\(entry.path)\""), ("type", "\"\(entry.type)\""),
                    ("shape", list(entry.shape.map { "\($0)" })),
                    ("bytes", "\"\(SHA256Digest.hexadecimal(entry.bytes))\""),
                ])
            }
            return object([("tensors", list(tensors)), ("digest", "\"\(digest.hex)\"")])
        }
    }
}
