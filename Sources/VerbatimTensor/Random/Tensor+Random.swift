import VerbatimArithmetic
import VerbatimGraph

// Random tensors. A draw is a function of its stream, the step, the row's position in the global batch and the element's
// place in its row, never of what was drawn before; the first dimension counts the rows. Where `step` is traced the draw
// becomes part of the graph.

extension Tensor {
    /// Random 32-bit words, `ui32`: element e of a row is the stream's word e at the row's position and the step.
    ///
    /// - Parameters:
    ///   - shape: The shape; its first dimension runs over rows.
    ///   - stream: The stream.
    ///   - step: Which draw of the stream, a whole number.
    ///   - firstRow: The position of the first row in the global batch, a whole number.
    public static func randomBits(
        _ shape: [Int], stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0, file: StaticString = #fileID,
        line: Int = #line
    ) -> Tensor {
        if let step = hostInteger(step), let firstRow = hostInteger(firstRow), let rows = shape.first,
            shape.allSatisfy({ $0 >= 0 })
        {
            let elements = shape.dropFirst().reduce(1, *)
            var words: [UInt32] = []
            words.reserveCapacity(rows * elements)
            for row in 0..<rows {
                words += stream.words(
                    count: elements, position: Int(firstRow) + row, step: UInt64(bitPattern: step))
            }
            return Tensor(shape: shape, words, file: file, line: line)
        }
        return draw(shape, stream, step, firstRow, file: file, line: line) { RandomBits($0) }
    }

    /// Uniform numbers in `[low, high)`: `u * (high - low) + low` in f32, where u is a word's upper 24 bits times 2^-24.
    public static func randomUniform(
        _ shape: [Int], low: Float = 0, high: Float = 1, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let unit: Tensor
        if step.isTraced || firstRow.isTraced {
            unit = draw(shape, stream, step, firstRow, file: file, line: line) { UniformDraw($0) }
        } else {
            unit = randomBits(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
                .unitInterval(file: file, line: line)
        }
        return low == 0 && high == 1 ? unit : unit * (high - low) + low
    }

    /// Normal numbers: `z * deviation + mean` in f32, by Box's and Muller's transform of pairs of words.
    ///
    /// Words 2j and 2j + 1 of a row give `u = 1 - uniform(word)` and `v = uniform(word)`; with `r = sqrt(-2 * log(u))` and
    /// `t = 6.2831855 * v`, element 2j is `r * cos(t)` and element 2j + 1 is `r * sin(t)`, every operation in f32.
    public static func randomNormal(
        _ shape: [Int], mean: Float = 0, deviation: Float = 1, stream: RandomStream, step: Tensor = 0,
        firstRow: Tensor = 0, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let z: Tensor
        if step.isTraced || firstRow.isTraced || shape.isEmpty {
            z = draw(shape, stream, step, firstRow, file: file, line: line) { NormalDraw($0) }
        } else {
            let elements = shape.dropFirst().reduce(1, *)
            let pairs = (elements + 1) / 2
            let words = randomBits(
                [shape[0], pairs, 2], stream: stream, step: step, firstRow: firstRow, file: file, line: line)
            let flat = normalPairs(words).reshaped([shape[0], 2 * pairs])
            z = flat[.all, ..<elements].reshaped(shape, file: file, line: line)
        }
        return mean == 0 && deviation == 1 ? z : z * deviation + mean
    }

    /// Booleans that are true with a probability: `word < round(probability * 2^32)`, in 64 bits.
    public static func randomBernoulli(
        _ shape: [Int], probability: Double, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        if step.isTraced || firstRow.isTraced || !(0...1).contains(probability) {
            return draw(shape, stream, step, firstRow, file: file, line: line) {
                BernoulliDraw($0, probability: probability)
            }
        }
        let words = randomBits(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        let threshold = Tensor(RandomStream.bernoulliThreshold(probability))
        return less(words.cast(to: .u64), threshold, file: file, line: line)
    }

    /// Whole numbers in a range: `low + ((word * count) >> 32)` in 64 bits, `i64`.
    public static func randomIntegers(
        _ shape: [Int], in range: Range<Int>, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let words = randomBits(shape, stream: stream, step: step, firstRow: firstRow, file: file, line: line)
        return words.apply(file: file, line: line) { builder, words in
            guard !range.isEmpty, range.count <= Int(UInt32.max) else {
                throw VerbatimError(
                    .configuration, "a range of random integers has no numbers or too many", received: "\(range)",
                    expected: "from 1 to \(UInt32.max) numbers")
            }
            let wide = try builder.convert(words, to: .i64)
            let type = builder.type(of: wide)
            func constant(_ number: Int) throws -> ValueID {
                try builder.constant(TensorValue(Int64(number)), type)
            }
            let scaled = try builder.binary(.multiply, wide, try constant(range.count))
            let place = try builder.binary(.shiftRightLogical, scaled, try constant(32))
            return try builder.binary(.add, place, try constant(range.lowerBound))
        }
    }

    /// A random order of `0..<count`, `i64`: a keyed bijection, so that any element is known without the others.
    public static func randomPermutation(_ count: Int, stream: RandomStream, step: Int = 0) -> Tensor {
        let permutation = KeyedPermutation(
            count: Swift.max(0, count), stream: stream, step: UInt64(bitPattern: Int64(step)))
        return Tensor((0..<permutation.count).map { Int64(permutation($0)) })
    }

    /// Pairs of normal numbers of pairs of words, both along the last axis.
    package static func normalPairs(_ words: Tensor) -> Tensor {
        let u = 1 - words[.ellipsis, 0..<1].unitInterval()
        let v = words[.ellipsis, 1..<2].unitInterval()
        let radius = sqrt(-2 * log(u))
        let turn = Float(2 * Double.pi) * v
        return concatenate([radius * cos(turn), radius * sin(turn)], axis: -1)
    }

    private func unitInterval(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, words in
            let type = builder.type(of: words)
            let upper = try builder.binary(
                .shiftRightLogical, words, try builder.constant(TensorValue(UInt32(8)), type))
            return try builder.binary(
                .multiply, try builder.convert(upper, to: .f32), try builder.constant(0x1p-24, type.with(.f32)))
        }
    }

    /// The whole number of a scalar that has a value, and nil for any other tensor.
    private static func hostInteger(_ tensor: Tensor) -> Int64? {
        guard !tensor.isTraced, tensor.rank == 0 else { return nil }
        return try? tensor.cast(to: .i64).scalar(as: Int64.self)
    }

    private static func draw(
        _ shape: [Int], _ stream: RandomStream, _ step: Tensor, _ firstRow: Tensor, file: StaticString, line: Int,
        _ composite: (RandomDraw) -> some Composite
    ) -> Tensor {
        let draw = composite(RandomDraw(key: (stream.key0, stream.key1), shape: shape))
        return apply(
            step.cast(to: .u64, file: file, line: line), firstRow.cast(to: .u32, file: file, line: line), file: file,
            line: line
        ) { try $0.composite(draw, operands: $1)[0] }
    }
}

extension RandomStream {
    /// The stream called `name` under a seed of any sign.
    public init(seed: Int, _ name: String) { self.init(seed: UInt64(bitPattern: Int64(seed)), name: name) }
}
