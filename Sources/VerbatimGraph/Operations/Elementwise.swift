/// Shape rules of the element-by-element operations without attributes.
enum Elementwise {
    static func selectResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 3, "stablehlo.select")
        try ShapeRules.require(
            operands[0].element == .bool && (operands[0].rank == 0 || operands[0].shape == operands[1].shape),
            "stablehlo.select takes a boolean predicate of the operands' shape or a scalar",
            received: "\(operands[0]) for \(operands[1])", expected: "\(operands[1].with(.bool)) or tensor<i1>")
        try ShapeRules.require(
            operands[1] == operands[2], "stablehlo.select takes two branches of one type",
            received: "\(operands[1]) and \(operands[2])", expected: "equal types")
        return [operands[1]]
    }

    static func complexResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.complex"
        try ShapeRules.count(operands, 2, name)
        guard operands[0] == operands[1], let element = operands[0].element.complex else {
            throw VerbatimError(
                .elementType, "\(name) takes two operands of one type", received: "\(operands[0]) and \(operands[1])",
                expected: "f32 or f64 of one shape")
        }
        return [operands[0].with(element)]
    }

    static func mapResultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let scalars = operands.map { $0.with(shape: []) }
        guard let first = operands.first, operands.allSatisfy({ $0.shape == first.shape }), regions.count == 1,
            regions[0].parameters == scalars, regions[0].results.count == 1, regions[0].results[0].rank == 0
        else {
            throw VerbatimError(
                .malformed, "the body of stablehlo.map does not suit its operands", received: "\(regions)",
                expected: "scalars of the operands' types to one scalar")
        }
        return [regions[0].results[0].with(shape: first.shape)]
    }

    static func clampResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 3, "stablehlo.clamp")
        try ShapeRules.require(
            !operands[1].element.isComplex && operands[1].element.smallFormat == nil,
            "stablehlo.clamp takes ordered numbers", received: "\(operands[1])", expected: "integers or floats",
            code: .elementType)
        for bound in [operands[0], operands[2]] {
            try ShapeRules.require(
                bound.element == operands[1].element && (bound.rank == 0 || bound.shape == operands[1].shape),
                "stablehlo.clamp takes bounds of the operand's type or scalars", received: "\(bound)",
                expected: "\(operands[1]) or \(operands[1].with(shape: []))")
        }
        return [operands[1]]
    }
}
