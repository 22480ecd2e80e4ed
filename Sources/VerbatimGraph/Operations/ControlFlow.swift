/// Shape rules of loops and branches.
enum ControlFlow {
    static func whileResultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let condition = RegionType(parameters: operands, results: [TensorType([], .bool)])
        let body = RegionType(parameters: operands, results: operands)
        try ShapeRules.require(
            regions == [condition, body], "the regions of stablehlo.while do not suit its operands",
            received: "\(regions)", expected: "\([condition, body])", code: .malformed)
        return operands
    }

    static func ifResultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        try ShapeRules.require(
            operands == [TensorType([], .bool)], "stablehlo.if takes a boolean scalar", received: "\(operands)",
            expected: "tensor<i1>")
        try ShapeRules.require(
            regions.count == 2 && regions.allSatisfy { $0.parameters.isEmpty }
                && regions[0].results == regions[1].results,
            "the branches of stablehlo.if do not agree", received: "\(regions)",
            expected: "two regions without parameters and with equal results", code: .malformed)
        return regions[0].results
    }
}
