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
        if let rows = hostRows(shape, step, firstRow, { stream.words(count: $0, position: $1, step: $2) }) {
            return Tensor(shape: shape, rows, file: file, line: line)
        }
        return draw(shape, stream, step, firstRow, file: file, line: line) { RandomBits($0) }
    }

    /// Uniform numbers in `[low, high)`: `u * (high - low) + low` in f32, where u is a word's upper 24 bits times 2^-24.
    public static func randomUniform(
        _ shape: [Int], low: Float = 0, high: Float = 1, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let unit: Tensor
        if let rows = hostRows(
            shape, step, firstRow,
            { stream.words(count: $0, position: $1, step: $2).map(RandomStream.uniform) })
        {
            unit = Tensor(shape: shape, rows, file: file, line: line)
        } else {
            unit = draw(shape, stream, step, firstRow, file: file, line: line) { UniformDraw($0) }
        }
        return low == 0 && high == 1 ? unit : unit * (high - low) + low
    }

    /// Normal numbers: `z * deviation + mean` in f32, by Box's and Muller's transform of pairs of words.
    ///
    /// Words 2j and 2j + 1 of a row give `u = ((word >> 8) + 1) * 2^-24` and `v = (word >> 8) * 2^-24`; with
    /// `r = sqrt(-2 * log(u))` and `t = 6.2831855 * v`, element 2j is `r * cos(t)` and element 2j + 1 is `r * sin(t)`.
    public static func randomNormal(
        _ shape: [Int], mean: Float = 0, deviation: Float = 1, stream: RandomStream, step: Tensor = 0,
        firstRow: Tensor = 0, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        let z: Tensor
        if let rows = hostRows(
            shape, step, firstRow, { stream.normals(count: $0, position: $1, step: $2) })
        {
            z = Tensor(shape: shape, rows, file: file, line: line)
        } else {
            z = draw(shape, stream, step, firstRow, file: file, line: line) { NormalDraw($0) }
        }
        return mean == 0 && deviation == 1 ? z : z * deviation + mean
    }

    /// Booleans that are true with a probability: `word < round(probability * 2^32)`, in 64 bits.
    public static func randomBernoulli(
        _ shape: [Int], probability: Double, stream: RandomStream, step: Tensor = 0, firstRow: Tensor = 0,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        if (0...1).contains(probability) {
            let rows = hostRows(shape, step, firstRow) { count, position, step in
                stream.words(count: count, position: position, step: step)
                    .map { RandomStream.bernoulli($0, probability) }
            }
            if let rows { return Tensor(shape: shape, rows, file: file, line: line) }
        }
        return draw(shape, stream, step, firstRow, file: file, line: line) {
            BernoulliDraw($0, probability: probability)
        }
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

    /// The elements of all rows, where step and position have values; nil inside a trace and for what cannot be drawn.
    private static func hostRows<Element>(
        _ shape: [Int], _ step: Tensor, _ firstRow: Tensor,
        _ row: (_ count: Int, _ position: Int, _ step: UInt64) -> [Element]
    ) -> [Element]? {
        func number(_ tensor: Tensor) -> Int64? {
            tensor.isTraced || tensor.rank > 0 ? nil : try? tensor.cast(to: .i64).scalar(as: Int64.self)
        }
        guard let rows = shape.first, shape.allSatisfy({ $0 >= 0 }), let step = number(step),
            let first = number(firstRow), let position = UInt32(exactly: first)
        else { return nil }
        let count = shape.dropFirst().reduce(1, *)
        return (0..<rows).flatMap { row(count, Int(position) + $0, UInt64(bitPattern: step)) }
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
