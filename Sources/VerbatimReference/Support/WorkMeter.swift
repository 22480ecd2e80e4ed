import VerbatimGraph

/// Counts what a run does, so that a program that nobody has looked at ends in bounded time and memory.
///
/// An operation costs the elements that it reads and gives, a contraction or window each of its terms, a region one.
final class WorkMeter {
    let limit: Int
    private var left: Int

    init(limit: Int) {
        self.limit = limit
        left = limit
    }

    /// Takes the cost of one operation from what is left, before it is evaluated.
    func spend(_ node: Node, of graph: Graph) throws {
        let operands = node.operands.map { graph[$0].count }
        let results = node.results.map { graph[$0].count }
        var cost = 1
        for count in operands + results { cost = Self.sum(cost, count) }
        try spend(node.operation.terms(node, of: graph).reduce(cost, Self.product))
    }

    /// Takes a number of elements from what is left.
    func spend(_ cost: Int) throws {
        guard cost <= left else {
            throw VerbatimError(
                .unsupported, "a program does more than it may", received: "more than \(limit) elements",
                expected: "at most \(limit) elements read and computed")
        }
        left -= cost
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, isOver) = left.addingReportingOverflow(right)
        return isOver ? .max : sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, isOver) = left.multipliedReportingOverflow(by: max(1, right))
        return isOver ? .max : product
    }
}

extension Operation {
    /// The sizes whose product bounds how often an operation looks at each of its elements.
    fileprivate func terms(_ node: Node, of graph: Graph) -> [Int] {
        switch self {
        case .dotGeneral(let dot): dot.lhsContracting.map { graph[node.operands[0]].shape[$0] }
        case .convolution: [graph[node.operands[1]].count]
        case .reduceWindow(let window), .selectAndScatter(let window): window.window
        case .fft(let fft): fft.lengths
        case .cholesky, .triangularSolve: Array(graph[node.operands[0]].shape.suffix(2))
        case .sort: [Int.bitWidth - graph[node.operands[0]].count.leadingZeroBitCount]
        case .unary, .binary, .compare, .complex, .reducePrecision, .map, .select, .clamp, .convert, .bitcastConvert,
            .constant, .iota, .reshape, .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad,
            .concatenate, .reverse, .reduce, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator, .composite,
            .customCall, .optimizationBarrier:
            []
        }
    }
}
