/// What every random draw is configured with: the stream's key and the result's shape.
///
/// A draw's operands are the step, a `ui64` scalar, and the place in the global batch of its first row, a `ui32` scalar.
/// Its result's first dimension runs over rows: row r is sample `position + r` of the batch. Draws that belong to no
/// sample have one row and position 0.
public struct RandomDraw: Sendable, Hashable {
    /// The two words of the stream's key, as `RandomStream` has them.
    public var key: [UInt32]
    /// The result's shape, rows first.
    public var shape: [Int]

    /// Makes the configuration of a draw.
    public init(key: (UInt32, UInt32), shape: [Int]) {
        self.key = [key.0, key.1]
        self.shape = shape
    }

    init(_ options: [String: CompositeAttributes.Option], of composite: String) throws {
        let key = try options.integers("key", of: composite)
        shape = try options.integers("shape", of: composite)
        guard key.count == 2, key.allSatisfy({ UInt32(exactly: $0) != nil }) else {
            throw VerbatimError(
                .configuration, "the key of \(composite) is not two words", received: "\(key)",
                expected: "two numbers from 0 up to \(UInt32.max)")
        }
        self.key = key.map { UInt32($0) }
    }

    var options: [String: CompositeAttributes.Option] {
        ["key": .integers(key.map { Int($0) }), "shape": .integers(shape)]
    }

    /// The elements of one row.
    var elementsPerRow: Int { shape.dropFirst().reduce(1, *) }

    /// Throws unless the operands are a step and a position and the shape has rows.
    func check(_ builder: GraphBuilder, _ operands: [ValueID], _ composite: String) throws {
        guard operands.map(builder.type(of:)) == [TensorType([], .u64), TensorType([], .u32)] else {
            throw VerbatimError(
                .elementType, "the operands of \(composite) do not suit it",
                received: operands.map { builder.type(of: $0).description }.joined(separator: ", "),
                expected: "the step, tensor<ui64>, and the first row's place in the batch, tensor<ui32>")
        }
        guard !shape.isEmpty, shape.allSatisfy({ $0 >= 0 }), (elementsPerRow + 3) / 4 <= Int(UInt32.max) else {
            throw VerbatimError(
                .shape, "\(composite) cannot draw this shape", received: "\(shape)",
                expected: "rows first, and at most 2^34 elements in a row",
                remedy: "use one row for a draw of no sample")
        }
    }
}
