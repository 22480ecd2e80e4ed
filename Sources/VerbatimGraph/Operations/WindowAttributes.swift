/// Attributes of `reduce_window` and `select_and_scatter`: a window sliding over every dimension.
public struct WindowAttributes: Sendable, Hashable {
    /// The window's size in each dimension.
    public var window: [Int]
    /// The window's step in each dimension.
    public var strides: [Int]
    /// The padding of each dimension, filled with the initial value.
    public var padding: [EdgePadding]
    /// The distance between neighbouring elements of the operand, 1 where undilated.
    public var baseDilations: [Int]
    /// The distance between neighbouring elements of the window, 1 where undilated.
    public var windowDilations: [Int]

    /// Makes the attributes of a window; strides and dilations default to 1, padding to none.
    public init(
        window: [Int], strides: [Int]? = nil, padding: [EdgePadding]? = nil, baseDilations: [Int]? = nil,
        windowDilations: [Int]? = nil
    ) {
        self.window = window
        self.strides = strides ?? window.map { _ in 1 }
        self.padding = padding ?? window.map { _ in .zero }
        self.baseDilations = baseDilations ?? window.map { _ in 1 }
        self.windowDilations = windowDilations ?? window.map { _ in 1 }
    }

    /// The number of window positions in each dimension of an operand's shape.
    public func positions(_ shape: [Int]) -> [Int] {
        shape.indices.map {
            ShapeRules.windowed(
                size: shape[$0], window: window[$0], stride: strides[$0], padding: padding[$0],
                baseDilation: baseDilations[$0], windowDilation: windowDilations[$0])
        }
    }

    func reduceWindowResultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let inputs = try ReduceAttributes.inputs(operands, regions, "stablehlo.reduce_window")
        try check(inputs[0].shape, "stablehlo.reduce_window")
        return inputs.map { $0.with(shape: positions($0.shape)) }
    }

    func selectAndScatterResultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let name = "stablehlo.select_and_scatter"
        try ShapeRules.count(operands, 3, name)
        try check(operands[0].shape, name)
        let scalar = operands[0].with(shape: [])
        try ShapeRules.require(
            operands[1] == operands[0].with(shape: positions(operands[0].shape)) && operands[2] == scalar,
            "\(name) takes a source with one element per window and a scalar initial value",
            received: "\(operands[1]) and \(operands[2])",
            expected: "\(operands[0].with(shape: positions(operands[0].shape))) and \(scalar)")
        let select = RegionType(parameters: [scalar, scalar], results: [scalar.with(.bool)])
        let scatter = RegionType(parameters: [scalar, scalar], results: [scalar])
        try ShapeRules.require(
            regions == [select, scatter] && baseDilations.allSatisfy { $0 == 1 }
                && windowDilations.allSatisfy { $0 == 1 },
            "the bodies of \(name) do not suit its operands", received: "\(regions)", expected: "\([select, scatter])",
            code: .malformed)
        return [operands[0]]
    }

    private func check(_ shape: [Int], _ name: String) throws {
        let rank = shape.count
        let lists = [window, strides, baseDilations, windowDilations]
        try ShapeRules.require(
            lists.allSatisfy { $0.count == rank && $0.allSatisfy { $0 > 0 } } && padding.count == rank,
            "\(name) takes window, strides, dilations and padding for each dimension, all at least 1",
            received: "\(lists) and \(padding.count) paddings", expected: "\(rank) of each", code: .configuration)
        for axis in shape.indices {
            try ShapeRules.windowed(
                fits: shape[axis], window: window[axis], stride: strides[axis], padding: padding[axis],
                baseDilation: baseDilations[axis], windowDilation: windowDilations[axis], name)
        }
    }
}
