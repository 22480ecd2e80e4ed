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

    static func clampResultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 3, "stablehlo.clamp")
        for bound in [operands[0], operands[2]] {
            try ShapeRules.require(
                bound.element == operands[1].element && (bound.rank == 0 || bound.shape == operands[1].shape),
                "stablehlo.clamp takes bounds of the operand's type or scalars", received: "\(bound)",
                expected: "\(operands[1]) or \(operands[1].with(shape: []))")
        }
        return [operands[1]]
    }
}
