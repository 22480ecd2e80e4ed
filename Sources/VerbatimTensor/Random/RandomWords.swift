import VerbatimArithmetic
import VerbatimGraph

/// The random words of a stream at a step, as a composite over integer operations: Philox4x32-10.
///
/// Operands: the step and the first row's position in the global batch, `i64` scalars. The result is `ui32`; its first
/// dimension runs over rows, and element `e` of a row is word `e % 4` of block `e / 4` under the counter (block,
/// position, step low, step high), as `RandomStream` has it.
package struct RandomWords: Composite {
    package static let name: String = "verbatim.random_words"

    /// The generator's key.
    package let stream: RandomStream
    /// The result's shape.
    package let shape: [Int]

    package init(_ stream: RandomStream, shape: [Int]) {
        self.stream = stream
        self.shape = shape
    }

    package init(options: [String: CompositeAttributes.Option]) throws {
        let key0 = try options.integer("key0", of: Self.name)
        let key1 = try options.integer("key1", of: Self.name)
        guard let key0 = UInt32(exactly: key0), let key1 = UInt32(exactly: key1) else {
            throw VerbatimError(
                .configuration, "the key of \(Self.name) is not two 32-bit words", received: "\(key0) and \(key1)",
                expected: "numbers from 0 to 4294967295")
        }
        stream = RandomStream(key0: key0, key1: key1)
        shape = try options.integers("shape", of: Self.name)
    }

    package var options: [String: CompositeAttributes.Option] {
        ["key0": .integer(Int(stream.key0)), "key1": .integer(Int(stream.key1)), "shape": .integers(shape)]
    }

    /// Rows of the result: its first dimension.
    var rows: Int { shape.first ?? 1 }
    /// Elements of a row.
    var elements: Int { shape.dropFirst().reduce(1, *) }

    /// The words on the host, as the graph gives them.
    func words(step: Int64, firstRow: Int64) throws -> TensorValue {
        var words: [UInt32] = []
        words.reserveCapacity(rows * elements)
        for row in 0..<rows {
            words += stream.words(
                count: elements, position: Int(firstRow) + row, step: UInt64(bitPattern: step))
        }
        return try TensorValue(words, shape: shape)
    }

    /// Ten rounds on 64-bit integers that hold 32-bit words.
    package func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        let blocks = (elements + 3) / 4
        let type = TensorType([rows, blocks], .i64)
        func constant(_ number: Int64, _ type: TensorType) throws -> ValueID {
            try builder.constant(TensorValue(number), type)
        }
        func spread(_ scalar: ValueID) throws -> ValueID {
            try builder.broadcast(scalar, to: type.shape, dimensions: [])
        }
        let scalar = type.with(shape: [])
        let low32 = try constant(0xFFFF_FFFF, type)
        let half = try constant(32, type)
        let row = try builder.one(.iota(IotaAttributes(dimension: 0, type: type)))
        let position = try builder.binary(.add, row, try spread(operands[1]))
        var words = [
            try builder.one(.iota(IotaAttributes(dimension: 1, type: type))),
            try builder.binary(.and, position, low32),
            try spread(try builder.binary(.and, operands[0], try constant(0xFFFF_FFFF, scalar))),
            try spread(try builder.binary(.shiftRightLogical, operands[0], try constant(32, scalar))),
        ]
        var (key0, key1) = (stream.key0, stream.key1)
        let first = try constant(0xD251_1F53, type)
        let second = try constant(0xCD9E_8D57, type)
        for _ in 0..<10 {
            let products = (
                try builder.binary(.multiply, words[0], first), try builder.binary(.multiply, words[2], second)
            )
            func high(_ product: ValueID, _ word: ValueID, _ key: UInt32) throws -> ValueID {
                let upper = try builder.binary(.shiftRightLogical, product, half)
                return try builder.binary(
                    .xor, try builder.binary(.xor, upper, word), try constant(Int64(key), type))
            }
            words = [
                try high(products.1, words[1], key0), try builder.binary(.and, products.1, low32),
                try high(products.0, words[3], key1), try builder.binary(.and, products.0, low32),
            ]
            key0 &+= 0x9E37_79B9
            key1 &+= 0xBB67_AE85
        }
        let lanes = try words.map {
            try builder.reshape(try builder.convert($0, to: .u32), to: [rows, blocks, 1])
        }
        let joined = try builder.reshape(
            try builder.one(.concatenate(ConcatenateAttributes(dimension: 2)), lanes), to: [rows, 4 * blocks])
        let cut =
            4 * blocks == elements
            ? joined : try builder.one(.slice(SliceAttributes(start: [0, 0], limit: [rows, elements])), [joined])
        return [try builder.reshape(cut, to: shape)]
    }
}
