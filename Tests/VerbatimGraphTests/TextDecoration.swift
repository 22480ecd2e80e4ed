import Verbatim
import VerbatimTestSupport

/// Gives sampled graphs what the sampler leaves plain: names, options, locations, sample dimensions.
struct TextDecoration {
    private var generator: SampleGenerator

    private static let names = [
        "", "x", "main", "a b", "quote\"back\\slash", "line\nfeed\ttab", "é漢字🙂", "%0", "1abc", "a.b$c_d", "\u{0}\u{7F}",
        "conv2D.1/kernel", "decomposition", "@main", "true", "loc", "}",
    ]

    init(_ seed: UInt64) { generator = SampleGenerator(seed) }

    /// The graph with other labels.
    mutating func decorated(_ graph: Graph) -> Graph {
        var graph = graph
        graph.name = name()
        for index in graph.inputs.indices {
            let rank = graph.inputTypes[index].rank
            let dimension = rank > 0 && generator.once(in: 2) ? generator.int(0...rank - 1) : nil
            graph.inputs[index] = Graph.Input(name: name(), sampleDimension: dimension)
        }
        graph.outputNames = graph.outputNames.map { _ in name() }
        graph.body = decorated(graph.body)
        return graph
    }

    private mutating func name() -> String { generator.pick(Self.names) }

    private mutating func decorated(_ region: Region) -> Region {
        var region = region
        for index in region.nodes.indices {
            region.nodes[index].location = location()
            region.nodes[index].regions = region.nodes[index].regions.map { decorated($0) }
            if case .composite(var composite) = region.nodes[index].operation {
                composite.name = generator.pick(["test.a", "verbatim.softmax", "x.y$z"])
                for _ in 0..<generator.int(0...4) { composite.options[name()] = option() }
                if generator.once(in: 2) { composite.decomposition = decorated(composite.decomposition) }
                region.nodes[index].operation = .composite(composite)
            }
            if case .customCall(var call) = region.nodes[index].operation {
                call.configuration = name()
                region.nodes[index].operation = .customCall(call)
            }
        }
        return region
    }

    private mutating func location() -> Location {
        switch generator.int(0...5) {
        case 0, 1: .unknown
        case 2: Location(layerPath: name())
        case 3: Location(file: name(), line: generator.int(0...500))
        case 4: Location(layerPath: name(), file: name(), line: generator.int(0...500))
        default: Location(layerPath: "dense.1", file: "Module/File.swift", line: 12)
        }
    }

    private mutating func option() -> CompositeAttributes.Option {
        switch generator.int(0...4) {
        case 0: .integer(generator.pick([0, -1, 7, .max, .min]))
        case 1: .number(generator.pick([0, -0.0, 1.5, 1e300, .leastNonzeroMagnitude, .infinity, -.infinity, 0.1]))
        case 2: .boolean(generator.once(in: 2))
        case 3: .string(name())
        default: .integers(generator.pick([[], [1], [3, -4, .max]]))
        }
    }
}
