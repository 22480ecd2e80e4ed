import VerbatimArithmetic
import VerbatimGraph

// Random tensors. A draw is a function of its stream, the step, the row's position in the global batch and the element's
// place in its row, never of what was drawn before; the first dimension counts the rows. Where `step` is traced the draw
// becomes part of the graph.

extension Tensor {
    /// Random 32-bit words, `ui32`.
    ///
    /// - Parameters:
    ///   - shape: The shape; its first dimension runs over rows.
    ///   - stream: The stream.
    ///   - step: Which draw of the stream, a whole number.
    ///   - firstRow: The position of the first row in the global batch, a whole number.
    public static func randomWords(
        _ shape: [Int], stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0, file: StaticString = #fileID,
        line: Int = #line
    ) -> Tensor {
        let words = RandomWords(stream, shape: shape)
        let step = step.cast(to: .i64, file: file, line: line)
        let firstRow = firstRow.cast(to: .i64, file: file, line: line)
        if case .value(let step) = step.storage, case .value(let row) = firstRow.storage, step.shape.isEmpty,
            row.shape.isEmpty, shape.allSatisfy({ $0 >= 0 })
        {
            let step = step.array(of: Int64.self)[0]
            let row = row.array(of: Int64.self)[0]
            if let value = try? words.words(step: step, firstRow: row) { return Tensor(value) }
        }
        return apply(step, firstRow, file: file, line: line) { try $0.composite(words, operands: $1)[0] }
    }

    /// Uniform numbers in `[low, high)`: `u * (high - low) + low` in f32, where u is a word's upper 24 bits times 2^-24.
    public static func randomUniform(
        _ shape: [Int], low: Float = 0, high: Float = 1, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let words = randomWords(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        let unit = words.apply(file: file, line: line) { try $0.uniform($1, plus: 0) }
        return low == 0 && high == 1 ? unit : unit * (high - low) + low
    }

    /// Normal numbers: `z * deviation + mean` in f32, by Box's and Muller's transform, as `RandomStream.normals` has it.
    ///
    /// Elements 2j and 2j + 1 of a row take words 2j and 2j + 1: `r = sqrt(-2 * log(u))` and `a = 6.2831855 * v` with
    /// `u = ((word >> 8) + 1) * 2^-24` of the first and `v = (word >> 8) * 2^-24` of the second; z is `r * cos(a)` for
    /// the even element and `r * sin(a)` for the odd one, every operation in f32.
    public static func randomNormal(
        _ shape: [Int], mean: Float = 0, deviation: Float = 1, stream: RandomStream, step: Tensor = 0,
        firstRow: Tensor = 0, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let rows = shape.first ?? 1
        let elements = shape.dropFirst().reduce(1, *)
        let pairs = (elements + 1) / 2
        let words = randomWords(
            [rows, pairs, 2], stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        let z = words.apply(file: file, line: line) { builder, words in
            func column(_ index: Int) throws -> ValueID {
                try builder.one(
                    .slice(SliceAttributes(start: [0, 0, index], limit: [rows, pairs, index + 1])), [words])
            }
            let u = try builder.uniform(try column(0), plus: 1)
            let v = try builder.uniform(try column(1), plus: 0)
            let type = builder.type(of: u)
            let radius = try builder.unary(
                .sqrt, try builder.binary(.multiply, try builder.constant(-2, type), try builder.unary(.log, u)))
            let angle = try builder.binary(
                .multiply, try builder.constant(TensorValue(RandomStream.twoPi), type), v)
            let both = try [UnaryOperation.cosine, .sine].map {
                try builder.binary(.multiply, radius, try builder.unary($0, angle))
            }
            let joined = try builder.one(.concatenate(ConcatenateAttributes(dimension: 2)), both)
            let flat = try builder.reshape(joined, to: [rows, pairs * 2])
            let cut = try builder.one(.slice(SliceAttributes(start: [0, 0], limit: [rows, elements])), [flat])
            return try builder.reshape(cut, to: shape)
        }
        return mean == 0 && deviation == 1 ? z : z * deviation + mean
    }

    /// Booleans that are true with a probability: `word < round(probability * 2^32)`.
    public static func randomBernoulli(
        _ shape: [Int], probability: Double, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let threshold = RandomStream.bernoulliThreshold(probability)
        guard let bound = UInt32(exactly: threshold) else { return full(shape, true, file: file, line: line) }
        let words = randomWords(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        return compare(.lt, words, Tensor(bound), file: file, line: line)
    }

    /// Whole numbers in a range: `low + (word * count) >> 32` in 64 bits, `i64`.
    public static func randomIntegers(
        _ shape: [Int], in range: Range<Int>, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let words = randomWords(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        return words.apply(file: file, line: line) { builder, words in
            guard range.count <= Int(UInt32.max) else {
                throw VerbatimError(
                    .configuration, "a range of random integers is too wide", received: "\(range)",
                    expected: "at most \(UInt32.max) numbers")
            }
            let wide = try builder.convert(words, to: .i64)
            let type = builder.type(of: wide)
            let scaled = try builder.binary(
                .multiply, wide, try builder.constant(TensorValue(Int64(range.count)), type))
            let place = try builder.binary(
                .shiftRightLogical, scaled, try builder.constant(TensorValue(Int64(32)), type))
            return try builder.binary(
                .add, place, try builder.constant(TensorValue(Int64(range.lowerBound)), type))
        }
    }

    /// A random order of `0..<count`, `i64`: a keyed bijection, so that any element is known without the others.
    public static func randomPermutation(_ count: Int, stream: RandomStream, step: Int = 0) -> Tensor {
        let permutation = KeyedPermutation(
            count: Swift.max(0, count), stream: stream, step: UInt64(bitPattern: Int64(step)))
        return Tensor((0..<permutation.count).map { Int64(permutation($0)) })
    }

    /// Uniform numbers in `[low, high)` of the stream called `stream` under a seed.
    public static func randomUniform(
        _ shape: [Int], low: Float = 0, high: Float = 1, seed: Int, stream: String, step: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        randomUniform(
            shape, low: low, high: high, stream: RandomStream(seed: seed, stream), step: step, file: file, line: line)
    }

    /// Normal numbers of the stream called `stream` under a seed.
    public static func randomNormal(
        _ shape: [Int], mean: Float = 0, deviation: Float = 1, seed: Int, stream: String, step: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        randomNormal(
            shape, mean: mean, deviation: deviation, stream: RandomStream(seed: seed, stream), step: step, file: file,
            line: line)
    }

    /// Booleans that are true with a probability, of the stream called `stream` under a seed.
    public static func randomBernoulli(
        _ shape: [Int], probability: Double, seed: Int, stream: String, step: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        randomBernoulli(
            shape, probability: probability, stream: RandomStream(seed: seed, stream), step: step, file: file,
            line: line)
    }

    /// A random order of `0..<count` of the stream called `stream` under a seed.
    public static func randomPermutation(_ count: Int, seed: Int, stream: String, step: Int = 0) -> Tensor {
        randomPermutation(count, stream: RandomStream(seed: seed, stream), step: step)
    }
}

extension RandomStream {
    /// The stream called `name` under a seed of any sign.
    package init(seed: Int, _ name: String) { self.init(seed: UInt64(bitPattern: Int64(seed)), name: name) }
}

extension GraphBuilder {
    /// Appends `((word >> 8) + offset) * 2^-24` in f32.
    fileprivate func uniform(_ words: ValueID, plus offset: Int) throws -> ValueID {
        let type = type(of: words)
        var number = try binary(.shiftRightLogical, words, try constant(TensorValue(UInt32(8)), type))
        if offset > 0 { number = try binary(.add, number, try constant(TensorValue(UInt32(offset)), type)) }
        return try binary(
            .multiply, try convert(number, to: .f32), try constant(TensorValue(Float(0x1p-24)), type.with(.f32)))
    }
}
