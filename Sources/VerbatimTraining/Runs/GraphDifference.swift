import VerbatimGraph

/// The first place in which two graphs are different programs; names and locations are no difference.
struct GraphDifference: Sendable, CustomStringConvertible {
    /// The number of the first operation that differs.
    let index: Int
    /// The operation of the first graph; nil if it ends before.
    let first: Node?
    /// The operation of the second; nil if it ends before.
    let second: Node?
    private let what: String

    /// Nil if they are one program.
    init?(_ left: Graph, _ right: Graph) {
        let (a, b) = (left.normalized().unlocated, right.normalized().unlocated)
        guard
            a.inputTypes != b.inputTypes || a.body != b.body || a.valueTypes != b.valueTypes
                || a.inputs.map(\.sampleDimension) != b.inputs.map(\.sampleDimension)
        else { return nil }
        let (before, after) = (a.body.nodes, b.body.nodes)
        let equal = zip(before, after).prefix { a.isSame($0, b, $1) }.count
        index = equal
        let (nodesA, nodesB) = (left.normalized().body.nodes, right.normalized().body.nodes)
        first = nodesA.indices.contains(equal) ? nodesA[equal] : nil
        second = nodesB.indices.contains(equal) ? nodesB[equal] : nil
        what = a.inputTypes == b.inputTypes ? "operation \(equal + 1)" : "the inputs"
    }

    var description: String {
        func text(_ node: Node?) -> String { node.map(OperationLabel.text) ?? "nothing" }
        return "\(what): \(text(first)), and \(text(second)) stored"
    }
}

extension Graph {
    /// The graph without locations and names, in decompositions too.
    var unlocated: Graph {
        Graph(
            name: "", valueTypes: valueTypes, body: Graph.unlocated(body),
            inputs: inputs.map { Input(name: "", sampleDimension: $0.sampleDimension) },
            outputNames: outputNames.map { _ in "" })
    }

    private static func unlocated(_ region: Region) -> Region {
        Region(
            parameters: region.parameters,
            nodes: region.nodes.map { node in
                var node = node
                node.location = .unknown
                node.regions = node.regions.map(unlocated)
                if case .composite(var composite) = node.operation {
                    composite.decomposition = composite.decomposition.normalized().unlocated
                    node.operation = .composite(composite)
                }
                return node
            }, results: region.results)
    }

    /// Whether two nodes of unlocated graphs do the same to the same values.
    fileprivate func isSame(_ node: Node, _ other: Graph, _ twin: Node) -> Bool {
        node == twin && node.results.map { self[$0] } == twin.results.map { other[$0] }
    }
}
