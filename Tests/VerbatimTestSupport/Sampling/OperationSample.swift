import Verbatim

/// A random graph with inputs for it.
public struct OperationSample: Sendable, CustomStringConvertible {
    /// The graph.
    public var graph: Graph
    /// One value for each of the graph's inputs.
    public var inputs: [TensorValue]
    /// What it was made from, to make it again.
    public var origin: String

    /// Makes a sample of its parts.
    public init(graph: Graph, inputs: [TensorValue], origin: String) {
        self.graph = graph
        self.inputs = inputs
        self.origin = origin
    }

    /// What to print when executors disagree.
    public var description: String { "\(origin): \(graph.body.nodes.map { "\($0.operation)" })" }

    /// Where an executor's outputs, or what it shows to observers, differ in bits from the first one's; nil if nowhere.
    ///
    /// - Throws: what any executor throws.
    public func difference(_ first: any Executor, _ others: [any Executor]) throws -> String? {
        let expected = try outcome(first)
        for executor in others {
            let values = try outcome(executor)
            let threads = (executor as? CPUExecutor).map { ", threads: \($0.workerCount)" } ?? ""
            let name = executor.name + threads
            if values.count != expected.count {
                return "\(self): \(expected.count) and \(values.count) values, \(name)"
            }
            for (place, pair) in zip(expected, values).enumerated() where !TensorValue.bitsEqual(pair.0, pair.1) {
                return "\(self): value \(place) of \(first.name) and \(name): \(Self.difference(pair.0, pair.1))"
            }
        }
        return nil
    }

    /// The graph's outputs, then the values that it prints, in order.
    public func outcome(_ executor: any Executor) throws -> [TensorValue] {
        let executable = try executor.compile(graph)
        let shown = Shown()
        let outputs = try executable(inputs, observer: { shown.append($0.value) })
        return outputs + shown.values
    }

    private static func difference(_ left: TensorValue, _ right: TensorValue) -> String {
        guard left.type == right.type else { return "\(left.type) and \(right.type)" }
        let width = left.type.element.byteCount
        let (a, b) = (left.withUnsafeBytes { Array($0) }, right.withUnsafeBytes { Array($0) })
        func hexadecimal(_ bytes: [UInt8], _ element: Int) -> String {
            bytes[element * width..<(element + 1) * width].reversed()
                .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let places = (0..<left.type.count).filter { element in
            (0..<width).contains { a[element * width + $0] != b[element * width + $0] }
        }
        let first = places.prefix(4).map { "[\($0)] 0x\(hexadecimal(a, $0)) and 0x\(hexadecimal(b, $0))" }
        return "\(left.type), \(places.count) of \(left.type.count) elements, \(first.joined(separator: ", "))"
    }

    /// Collects what a run shows; written by one run only.
    private final class Shown: @unchecked Sendable {
        var values: [TensorValue] = []
        func append(_ value: TensorValue) { values.append(value) }
    }
}
