// Batch normalisation as the specification writes it out.
extension SyntaxImporter {
    /// `batch_norm_training`, `batch_norm_inference` and `batch_norm_grad` as their expressions in other operations.
    func batchNormalization(_ operation: SyntaxOperation) throws -> [Value] {
        let operands = try operands(operation)
        let isTraining = operation.name == "stablehlo.batch_norm_training"
        try count(operands, isTraining ? 3 : 5, operation)
        let type = builder.type(of: operands[0])
        let feature = try integer("feature_index", operation)
        guard case .number(let text, _)? = operation["epsilon"], let epsilon = Double(text) else {
            throw missing("epsilon", operation)
        }
        guard type.shape.indices.contains(feature), type.element.isFloat else {
            throw Self.error(
                .malformed, "\(operation.name) takes floats and one of their dimensions", operation,
                received: "\(type), dimension \(feature)")
        }
        let norm = FeatureArithmetic(builder: builder, type: type, feature: feature)
        let small = try builder.constant(epsilon, type)
        func normalized(_ mean: ValueID, _ variance: ValueID) throws -> (centered: ValueID, deviation: ValueID) {
            let centered = try builder.binary(.subtract, operands[0], try norm.wide(mean))
            return (centered, try builder.unary(.sqrt, try builder.binary(.add, try norm.wide(variance), small)))
        }
        func inference(_ scale: ValueID, _ offset: ValueID, _ mean: ValueID, _ variance: ValueID) throws -> ValueID {
            let (centered, deviation) = try normalized(mean, variance)
            let scaled = try builder.binary(
                .multiply, try norm.wide(scale), try builder.binary(.divide, centered, deviation))
            return try builder.binary(.add, scaled, try norm.wide(offset))
        }
        switch operation.name {
        case "stablehlo.batch_norm_training":
            let mean = try norm.mean(operands[0])
            let centered = try builder.binary(.subtract, operands[0], try norm.wide(mean))
            let variance = try norm.mean(try builder.binary(.multiply, centered, centered))
            let result = try inference(operands[1], operands[2], mean, variance)
            return [.tensor(result), .tensor(mean), .tensor(variance)]
        case "stablehlo.batch_norm_inference":
            return [.tensor(try inference(operands[1], operands[2], operands[3], operands[4]))]
        default:
            let cotangent = operands[4]
            let (centered, deviation) = try normalized(operands[2], operands[3])
            let count = try builder.constant(Double(norm.elementsPerFeature), type)
            let offsetGradient = try norm.sum(cotangent)
            let product = try norm.wide(try norm.sum(try builder.binary(.multiply, cotangent, centered)))
            let variance = try builder.binary(.add, try norm.wide(operands[3]), small)
            let pulled = try builder.binary(.divide, try builder.binary(.multiply, product, centered), variance)
            let rest = try builder.binary(
                .subtract,
                try builder.binary(
                    .subtract, try builder.binary(.multiply, cotangent, count), try norm.wide(offsetGradient)), pulled)
            let factor = try builder.binary(
                .divide, try builder.binary(.divide, try norm.wide(operands[1]), deviation), count)
            let scaleGradient = try norm.sum(
                try builder.binary(.multiply, cotangent, try builder.binary(.divide, centered, deviation)))
            return [
                .tensor(try builder.binary(.multiply, factor, rest)), .tensor(scaleGradient), .tensor(offsetGradient),
            ]
        }
    }
}

/// Sums over all dimensions but one, and their way back.
private struct FeatureArithmetic {
    let builder: GraphBuilder
    let type: TensorType
    let feature: Int

    var elementsPerFeature: Int { type.shape[feature] == 0 ? 0 : type.count / type.shape[feature] }

    func wide(_ value: ValueID) throws -> ValueID {
        try builder.broadcast(value, to: type.shape, dimensions: [feature])
    }

    func sum(_ value: ValueID) throws -> ValueID {
        let scalar = type.with(shape: [])
        let body = try builder.region([scalar, scalar]) { [try builder.binary(.add, $0[0], $0[1])] }
        return try builder.one(
            .reduce(ReduceAttributes(type.shape.indices.filter { $0 != feature })),
            [value, try builder.constant(0, scalar)], regions: [body])
    }

    func mean(_ value: ValueID) throws -> ValueID {
        let sum = try sum(value)
        return try builder.binary(
            .divide, sum, try builder.constant(Double(elementsPerFeature), builder.type(of: sum)))
    }
}
