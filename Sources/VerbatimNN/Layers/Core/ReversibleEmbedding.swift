import VerbatimGraph
import VerbatimTensor

/// Looks up a row of a table for each whole number, and takes rows back to scores of the whole numbers.
///
/// Integers are looked up; floats are multiplied with the table's transpose, or with a table of their own, and softly capped
/// by `cap * tanh(scores / cap)`.
///
/// - Shapes: `[batch, ...]`, integers, `-> [batch, ..., outputDimension]`; `[batch, ..., outputDimension]`, floats,
///   `-> [batch, ..., inputDimension]`
/// - Parameters: `embeddings [inputDimension, outputDimension]`, `reverse_embeddings` of the transposed shape if not tied
public final class ReversibleEmbedding: UnaryLayer {
    /// The number of rows: one more than the greatest number.
    public let inputDimension: Int
    /// The size of a row.
    public let outputDimension: Int
    /// Whether the way back uses the same table.
    public let tieWeights: Bool
    /// What draws the tables' initial values.
    public let embeddingsInitializer: Configured<any Initializer>
    /// The penalty on the table; nil sets none.
    public let embeddingsRegularizer: Configured<any Regularizer>?
    /// What table is made to keep to after each update; nil leaves it free.
    public let embeddingsConstraint: Configured<any Constraint>?
    /// Whether 0 stands for nothing, which later layers skip.
    public let maskZero: Bool
    /// The bound of the scores; nil sets none.
    public let logitSoftCap: Double?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes an embedding layer that also works backwards.
    public init(
        _ inputDimension: Int, _ outputDimension: Int, tieWeights: Bool = true,
        embeddingsInitializer: any Initializer = .randomUniform, embeddingsRegularizer: (any Regularizer)? = nil,
        embeddingsConstraint: (any Constraint)? = nil, maskZero: Bool = false, logitSoftCap: Double? = nil,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.inputDimension = inputDimension
        self.outputDimension = outputDimension
        self.tieWeights = tieWeights
        self.embeddingsInitializer = Configured(embeddingsInitializer)
        self.embeddingsRegularizer = embeddingsRegularizer.map { Configured($0) }
        self.embeddingsConstraint = embeddingsConstraint.map { Configured($0) }
        self.maskZero = maskZero
        self.logitSoftCap = logitSoftCap
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            inputDimension > 0 && outputDimension > 0, "needs rows and columns",
            received: "\(inputDimension) by \(outputDimension)", expected: "1 or more of each")
        let table = try context.parameter(
            "embeddings", [inputDimension, outputDimension], embeddingsInitializer.value,
            elementType: context.dtypePolicy?.variableType, regularizer: embeddingsRegularizer?.value,
            constraint: embeddingsConstraint?.value)
        let back =
            tieWeights
            ? nil
            : try context.parameter(
                "reverse_embeddings", [outputDimension, inputDimension], embeddingsInitializer.value,
                elementType: context.dtypePolicy?.variableType)
        guard x.elementType.isInteger else {
            try context.expectFloat(x)
            guard x.shape.last == outputDimension else {
                throw VerbatimError(
                    .shape, "\(context.description) got rows of another size", received: "shape \(x.shape)",
                    expected: "[batch, ..., \(outputDimension)], or whole numbers")
            }
            let scores = matmul(x, (back ?? table.transposed()).cast(to: x.elementType))
            guard let logitSoftCap else { return scores }
            return tanh(scores / logitSoftCap) * logitSoftCap
        }
        let attributes = GatherAttributes(
            offsetDims: [x.rank], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: x.rank,
            sliceSizes: [1, outputDimension])
        let result = context.computed(
            Tensor.apply(table, x, file: #fileID, line: #line) { try $0.one(.gather(attributes), $1) })
        if maskZero { context.setMask(x .!= 0, of: result) }
        return result
    }
}
