/// The cotangents of one value, added in the order in which they come.
///
/// Those of slices wait: if they turn out to be all of a dimension, one beside the other, they are put side by side, and
/// +0 is added, which is what adding up each of them padded with zeros gives.
struct CotangentSum {
    /// A slice's cotangent, the slice being a range of one dimension.
    private struct Piece {
        var cotangent: ValueID
        var attributes: SliceAttributes
        var dimension: Int
        var range: Range<Int> { attributes.start[dimension]..<attributes.limit[dimension] }
    }

    private var sum: ValueID?
    private var pieces: [Piece] = []

    /// Adds a cotangent of the value's own type.
    mutating func add(_ cotangent: ValueID, _ builder: GraphBuilder) throws {
        try addPieces(shape: builder.type(of: cotangent).shape, builder)
        sum = try sum.map { try builder.binary(.add, $0, cotangent) } ?? cotangent
    }

    /// Adds the cotangent of a slice of the value, whose shape is given.
    mutating func add(
        _ cotangent: ValueID, slicedBy attributes: SliceAttributes, _ shape: [Int], _ builder: GraphBuilder
    ) throws {
        let cut = shape.indices.filter { attributes.start[$0] != 0 || attributes.limit[$0] != shape[$0] }
        if sum == nil, cut.count == 1, attributes.strides.allSatisfy({ $0 == 1 }),
            pieces.allSatisfy({ $0.dimension == cut[0] })
        {
            pieces.append(Piece(cotangent: cotangent, attributes: attributes, dimension: cut[0]))
        } else {
            try add(try builder.slicePullback(attributes, shape, cotangent), builder)
        }
    }

    /// The sum so far, nil if nothing was added.
    mutating func total(_ type: TensorType, _ builder: GraphBuilder) throws -> ValueID? {
        let ordered = pieces.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let ends = ordered.map(\.range.upperBound)
        if pieces.count > 1, ordered.map(\.range.lowerBound) == [0] + ends.dropLast(),
            ends.last == type.shape[pieces[0].dimension], !ordered.contains(where: \.range.isEmpty)
        {
            let whole = try builder.one(
                .concatenate(ConcatenateAttributes(dimension: pieces[0].dimension)), ordered.map(\.cotangent))
            pieces = []
            sum = try builder.binary(.add, whole, try builder.zeros(type))
        }
        try addPieces(shape: type.shape, builder)
        return sum
    }

    private mutating func addPieces(shape: [Int], _ builder: GraphBuilder) throws {
        let waiting = pieces
        pieces = []
        for piece in waiting {
            let padded = try builder.slicePullback(piece.attributes, shape, piece.cotangent)
            sum = try sum.map { try builder.binary(.add, $0, padded) } ?? padded
        }
    }
}
