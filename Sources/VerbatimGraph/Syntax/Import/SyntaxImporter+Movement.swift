// What says where elements go: padding, windows, gathers and scatters.
extension SyntaxImporter {
    func pad(
        low: [Int], high: [Int], interior: [Int], _ operation: SyntaxOperation
    ) throws -> PadAttributes {
        guard low.count == high.count else {
            throw Self.error(
                .malformed, "\(operation.name) has edges of different numbers", operation,
                received: "\(low) and \(high)", expected: "lists of equal length")
        }
        return PadAttributes(edges: zip(low, high).map { EdgePadding($0, $1) }, interior: interior)
    }

    func window(_ operation: SyntaxOperation) throws -> WindowAttributes {
        var window: [Int]? = try optionalIntegers("window_dimensions", operation)
        if window == nil, operation.name == "stablehlo.select_and_scatter", let first = try operands(operation).first {
            window = builder.type(of: first).shape.map { _ in 1 }
        }
        guard let window else { throw missing("window_dimensions", operation) }
        return WindowAttributes(
            window: window, strides: try optionalIntegers("window_strides", operation),
            padding: try padding("padding", operation),
            baseDilations: try optionalIntegers("base_dilations", operation),
            windowDilations: try optionalIntegers("window_dilations", operation))
    }

    func gather(_ operation: SyntaxOperation, _ sizes: [Int]) throws -> GatherAttributes {
        let fields = try fields("dimension_numbers", operation)
        return GatherAttributes(
            offsetDims: fields.lists["offset_dims"] ?? [],
            collapsedSliceDims: fields.lists["collapsed_slice_dims"] ?? [],
            operandBatchingDims: fields.lists["operand_batching_dims"] ?? [],
            startIndicesBatchingDims: fields.lists["start_indices_batching_dims"] ?? [],
            startIndexMap: fields.lists["start_index_map"] ?? [],
            indexVectorDim: fields.numbers["index_vector_dim"] ?? 0, sliceSizes: sizes)
    }

    func scatter(_ operation: SyntaxOperation) throws -> ScatterAttributes {
        let fields = try fields("scatter_dimension_numbers", operation)
        return ScatterAttributes(
            updateWindowDims: fields.lists["update_window_dims"] ?? [],
            insertedWindowDims: fields.lists["inserted_window_dims"] ?? [],
            inputBatchingDims: fields.lists["input_batching_dims"] ?? [],
            scatterIndicesBatchingDims: fields.lists["scatter_indices_batching_dims"] ?? [],
            scatterDimsToOperandDims: fields.lists["scatter_dims_to_operand_dims"] ?? [],
            indexVectorDim: fields.numbers["index_vector_dim"] ?? 0)
    }
}
