import VerbatimGraph

/// Where two graphs compute different values, and by which operations: found from their outputs upwards.
///
/// Values that are computed alike from the same inputs have one number in both graphs. Where an output has another
/// number, the operations that give it are compared, then their operands, and so on up to those that differ.
struct ProgramDifference {
    /// Two values in the same place of the two programs.
    struct Site: Hashable {
        let first: ValueID
        let second: ValueID
    }

    /// The places from which the programs part, in the second program's order.
    private(set) var sites: [Site] = []

    /// What gives a value: an input by its name, or an operation on numbered values.
    private enum Origin: Hashable {
        case input(String)
        case result(operation: Operation, regions: [Region], captured: [Int], operands: [Int], index: Int)
    }

    private struct Side {
        var numbers: [Int]
        var producers: [ValueID: (node: Int, index: Int)] = [:]
        let plain: Graph
    }

    init(_ first: Graph, _ second: Graph) {
        var table: [Origin: Int] = [:]
        let (left, right) = (Self.number(first, &table), Self.number(second, &table))
        var visited: Set<Site> = []
        var found: [Site] = []
        func visit(_ a: ValueID, _ b: ValueID) {
            guard left.numbers[a.index] != right.numbers[b.index], visited.insert(Site(first: a, second: b)).inserted
            else { return }
            guard let (i, m) = left.producers[a], let (j, n) = right.producers[b], m == n else {
                found.append(Site(first: a, second: b))
                return
            }
            let (x, y) = (left.plain.body.nodes[i], right.plain.body.nodes[j])
            // One program has the other's value as an operand: something was put in between.
            let isInserted =
                y.operands.contains { right.numbers[$0.index] == left.numbers[a.index] }
                || x.operands.contains { left.numbers[$0.index] == right.numbers[b.index] }
            guard x.operation == y.operation, x.operands.count == y.operands.count, !isInserted,
                zip(x.operands, y.operands).contains(where: { left.numbers[$0.index] != right.numbers[$1.index] })
            else {
                found.append(Site(first: a, second: b))
                return
            }
            for (p, q) in zip(x.operands, y.operands) { visit(p, q) }
        }
        for (name, output) in zip(first.outputNames, first.body.results) {
            guard let place = second.outputNames.firstIndex(of: name) else { continue }
            visit(output, second.body.results[place])
        }
        sites = found.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
    }

    private static func number(_ graph: Graph, _ table: inout [Origin: Int]) -> Side {
        let plain = graph.unlocated
        var side = Side(numbers: [Int](repeating: -1, count: graph.valueTypes.count), plain: plain)
        func number(_ origin: Origin) -> Int {
            if let known = table[origin] { return known }
            table[origin] = table.count
            return table.count - 1
        }
        for (parameter, input) in zip(graph.body.parameters, graph.inputs) {
            side.numbers[parameter.index] = number(.input(input.name))
        }
        for (place, node) in plain.body.nodes.enumerated() {
            let operands = node.operands.map { side.numbers[$0.index] }
            let regions = node.regions.map(Self.renumbered)
            let captured = regions.flatMap(\.captured).map { side.numbers[$0.index] }
            for (index, result) in node.results.enumerated() {
                side.numbers[result.index] = number(
                    .result(
                        operation: node.operation, regions: regions.map(\.region), captured: captured,
                        operands: operands, index: index))
                side.producers[result] = (place, index)
            }
        }
        return side
    }

    /// A region with its own values numbered from 0, and the values from around it that it uses.
    private static func renumbered(_ region: Region) -> (region: Region, captured: [ValueID]) {
        var map: [ValueID: ValueID] = [:]
        var captured: [ValueID] = []
        func define(_ value: ValueID) -> ValueID {
            map[value] = ValueID(map.count)
            return map[value]!
        }
        func use(_ value: ValueID) -> ValueID {
            if let known = map[value] { return known }
            captured.append(value)
            return define(value)
        }
        func walk(_ region: Region) -> Region {
            let parameters = region.parameters.map(define)
            let nodes = region.nodes.map { node in
                var node = node
                node.operands = node.operands.map(use)
                node.regions = node.regions.map(walk)
                node.results = node.results.map(define)
                return node
            }
            return Region(parameters: parameters, nodes: nodes, results: region.results.map(use))
        }
        return (walk(region), captured)
    }
}
