import VerbatimGraph

/// One run of a graph: the values computed so far, and the evaluation of regions and operations.
///
/// Values are numbered within a graph with its regions, so inner regions find the values of the regions around them.
final class Interpreter {
    let graph: Graph
    let observer: Observer?
    let meter: WorkMeter?
    private var values: [TensorValue?]

    init(_ graph: Graph, observer: Observer?, meter: WorkMeter?) {
        self.graph = graph
        self.observer = observer
        self.meter = meter
        values = [TensorValue?](repeating: nil, count: graph.valueTypes.count)
    }

    /// Binds a region's parameters, evaluates its operations in program order, and returns its results.
    func run(_ region: Region, _ arguments: [TensorValue]) throws -> [TensorValue] {
        for (parameter, argument) in zip(region.parameters, arguments) { values[parameter.index] = argument }
        try meter?.spend(1)
        for node in region.nodes {
            try meter?.spend(node, of: graph)
            let results = try evaluate(node, node.operands.map(value))
            for (number, result) in zip(node.results, results) { values[number.index] = result }
        }
        return region.results.map(value)
    }

    private func value(_ number: ValueID) -> TensorValue {
        guard let value = values[number.index] else {
            fatalError("value \(number.index) of graph \(graph.name) was used before it was computed")
        }
        return value
    }

    /// The results of one operation.
    private func evaluate(_ node: Node, _ operands: [TensorValue]) throws -> [TensorValue] {
        switch node.operation {
        case .unary(let operation): [Elementwise.unary(operation, operands[0])]
        case .binary(let operation): [Elementwise.binary(operation, operands[0], operands[1])]
        case .compare(let attributes): [Compare.compare(attributes, operands[0], operands[1])]
        case .complex: [ComplexParts.complex(operands[0], operands[1])]
        case .reducePrecision(let attributes): [ReducePrecision.reduce(attributes, operands[0])]
        case .map: [try map(node, operands)]
        case .sort(let attributes): try sort(attributes, node, operands)
        case .fft(let attributes): [FourierTransform.fft(attributes, operands[0], graph[node.results[0]])]
        case .cholesky(let attributes): [LinearAlgebra.cholesky(attributes, operands[0])]
        case .triangularSolve(let attributes):
            [LinearAlgebra.triangularSolve(attributes, operands[0], operands[1])]
        case .select: [Elementwise.select(operands[0], operands[1], operands[2])]
        case .clamp: [Elementwise.clamp(low: operands[0], operands[1], high: operands[2])]
        case .convert(let attributes): [Convert.convert(attributes, operands[0])]
        case .bitcastConvert: [Convert.bitcast(operands[0], to: graph[node.results[0]])]
        case .constant(let attributes): [attributes.value]
        case .iota(let attributes): [DataMovement.iota(attributes)]
        case .reshape(let attributes): [operands[0].reshaped(attributes.shape)]
        case .transpose(let attributes): [DataMovement.transpose(attributes, operands[0])]
        case .broadcastInDim(let attributes): [DataMovement.broadcastInDim(attributes, operands[0])]
        case .slice(let attributes): [DataMovement.slice(attributes, operands[0])]
        case .dynamicSlice(let attributes): [DataMovement.dynamicSlice(attributes, operands[0], operands.dropFirst())]
        case .dynamicUpdateSlice:
            [DataMovement.dynamicUpdateSlice(operands[0], operands[1], operands.dropFirst(2))]
        case .pad(let attributes): [DataMovement.pad(attributes, operands[0], operands[1])]
        case .concatenate(let attributes): [DataMovement.concatenate(attributes, operands)]
        case .reverse(let attributes): [DataMovement.reverse(attributes, operands[0])]
        case .reduce(let attributes): try reduce(attributes, node, operands)
        case .reduceWindow(let attributes): try reduceWindow(attributes, node, operands)
        case .selectAndScatter(let attributes):
            [try selectAndScatter(attributes, node, operands[0], operands[1], operands[2])]
        case .dotGeneral(let attributes):
            [Contraction.dotGeneral(attributes, operands[0], operands[1], graph[node.results[0]], node.sampleSum)]
        case .convolution(let attributes):
            [Convolution.convolution(attributes, operands[0], operands[1], graph[node.results[0]], node.sampleSum)]
        case .gather(let attributes):
            [GatherScatter.gather(attributes, operands[0], operands[1], graph[node.results[0]])]
        case .scatter(let attributes): try scatter(attributes, node, operands)
        case .optimizationBarrier: operands
        case .whileLoop: try whileLoop(node, operands)
        case .ifElse: try ifElse(node, operands[0])
        case .rngBitGenerator(let attributes): Random.rngBitGenerator(attributes, operands[0])
        case .composite(let attributes): try composite(attributes, operands)
        case .customCall(let attributes): try customCall(attributes, node, operands)
        }
    }
}
