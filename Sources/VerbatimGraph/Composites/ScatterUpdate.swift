/// A tensor with parts replaced at whole coordinates; of several for one place the last counts.
///
/// - Shapes: `[a..., rest...]`, coordinates `[n..., depth]`, integers, updates `[n..., rest...] -> [a..., rest...]`
/// - Gradient: of the tensor 0 where a part was replaced, of the updates what stands at their places.
public struct ScatterUpdate: Composite {
    /// `verbatim.scatter_update`.
    public static let name: String = "verbatim.scatter_update"

    /// No options.
    public var options: [String: CompositeAttributes.Option] { [:] }

    /// Makes the composite.
    public init() {}

    /// Makes the composite of its options, of which there are none.
    public init(options: [String: CompositeAttributes.Option]) throws {}

    /// From `[x, coordinates, updates]` to `[y]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        guard operands.count == 3 else {
            throw VerbatimError(
                .shape, "\(Self.name) got a wrong number of operands", received: "\(operands.count)", expected: "3")
        }
        let scalar = builder.type(of: operands[0]).with(shape: [])
        let last = try builder.region([scalar, scalar]) { [$0[1]] }
        return [
            try builder.one(
                .scatter(try Self.attributes(operands.map(builder.type(of:)))), operands, regions: [last])
        ]
    }

    /// The gradients of the tensor and of the updates.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let (x, places) = (builder.type(of: call.operands[0]), call.operands[1])
        let dy = call.cotangents[0]!
        let updates = builder.type(of: call.operands[2])
        let zeros = try builder.zeros(updates)
        let batch = builder.type(of: places).rank - 1
        let depth = builder.type(of: places).shape[batch]
        let gather = GatherAttributes(
            offsetDims: Array(batch..<(batch + x.rank - depth)), collapsedSliceDims: Array(0..<depth),
            startIndexMap: Array(0..<depth), indexVectorDim: batch,
            sliceSizes: [Int](repeating: 1, count: depth) + x.shape[depth...])
        return [
            call.needed[0] ? try builder.composite(ScatterUpdate(), operands: [dy, places, zeros])[0] : nil, nil,
            call.needed[2] ? try builder.one(.gather(gather), [dy, places]) : nil,
        ]
    }

    /// The scatter of parts at whole coordinates, for the types of tensor, coordinates and updates.
    ///
    /// - Throws: `VerbatimError` for coordinates of more numbers than the tensor has dimensions.
    package static func attributes(_ types: [TensorType]) throws -> ScatterAttributes {
        let (type, places) = (types[0], types[1])
        guard let depth = places.shape.last, depth <= type.rank else {
            throw VerbatimError(
                .shape, "coordinates do not suit the tensor", received: "\(places) for \(type)",
                expected: "a last dimension of at most \(type.rank)")
        }
        let batch = places.rank - 1
        return ScatterAttributes(
            updateWindowDims: Array(batch..<(batch + type.rank - depth)), insertedWindowDims: Array(0..<depth),
            scatterDimsToOperandDims: Array(0..<depth), indexVectorDim: batch)
    }
}
