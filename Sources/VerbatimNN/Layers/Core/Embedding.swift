import VerbatimGraph
import VerbatimTensor

/// Looks up a row of a table for each whole number.
///
/// A number outside the table takes the nearest row. The gradient adds up the rows of equal numbers in ascending order of
/// their places, in the type of the table, also where a policy computes in another.
///
/// - Shapes: `[batch, ...]`, integers, `-> [batch, ..., outputDimension]`; with `maskZero` the mask leaves out the zeros.
/// - Parameters: `embeddings [inputDimension, outputDimension]`
public final class Embedding: UnaryLayer {
    /// The number of rows: one more than the greatest number.
    public let inputDimension: Int
    /// The size of a row.
    public let outputDimension: Int
    /// What draws the table's initial values.
    public let embeddingsInitializer: Configured<any Initializer>
    /// The penalty on the table; nil sets none.
    public let embeddingsRegularizer: Configured<any Regularizer>?
    /// What table is made to keep to after each update; nil leaves it free.
    public let embeddingsConstraint: Configured<any Constraint>?
    /// Whether 0 stands for nothing, which later layers skip.
    public let maskZero: Bool
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes an embedding layer.
    public init(
        _ inputDimension: Int, _ outputDimension: Int, embeddingsInitializer: any Initializer = .randomUniform,
        embeddingsRegularizer: (any Regularizer)? = nil, embeddingsConstraint: (any Constraint)? = nil,
        maskZero: Bool = false, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.inputDimension = inputDimension
        self.outputDimension = outputDimension
        self.embeddingsInitializer = Configured(embeddingsInitializer)
        self.embeddingsRegularizer = embeddingsRegularizer.map { Configured($0) }
        self.embeddingsConstraint = embeddingsConstraint.map { Configured($0) }
        self.maskZero = maskZero
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
        guard x.elementType.isInteger else {
            throw VerbatimError(
                .elementType, "\(context.description) takes whole numbers", received: x.elementType.rawValue,
                expected: "an integer type", remedy: "give Input(elementType: .i32) and integer data")
        }
        let table = try context.parameter(
            "embeddings", [inputDimension, outputDimension], embeddingsInitializer.value,
            elementType: context.dtypePolicy?.variableType, regularizer: embeddingsRegularizer?.value,
            constraint: embeddingsConstraint?.value)
        let attributes = GatherAttributes(
            offsetDims: [x.rank], collapsedSliceDims: [0], startIndexMap: [0], indexVectorDim: x.rank,
            sliceSizes: [1, outputDimension])
        let result = context.computed(
            Tensor.apply(table, x, file: #fileID, line: #line) { try $0.one(.gather(attributes), $1) })
        if maskZero { context.setMask(x .!= 0, of: result) }
        return result
    }
}
