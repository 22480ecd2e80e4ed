import VerbatimGraph
import VerbatimReference

/// From a graph to a program: inline, widen, lower, fuse, emit, plan, prove.
struct Compiler {
    let kernels: KernelTable
    let workers: Int
    let poisons: Bool
    let blocks: BlockFunctions

    init(kernels: KernelTable, workers: Int, poisons: Bool) {
        self.kernels = kernels
        self.workers = workers
        self.poisons = poisons
        blocks = BlockFunctions(kernels)
    }

    /// Compiles a graph.
    ///
    /// - Throws: `VerbatimError` if the graph is malformed.
    func program(_ graph: Graph) throws -> Program {
        _ = try ReferenceExecutor().compile(graph)
        return try unchecked(graph)
    }

    /// Compiles a graph whose operations are known to be right.
    func unchecked(_ graph: Graph) throws -> Program {
        let flat = NarrowFloats.widen(Inliner.inline(graph) { FusedComposites.takes($0) })
        var lowering = try Lowering(flat, self)
        let outputs = lowering.storeOutputs(flat.body.results)
        var items = Epilogues.fold(
            lowering.items, outputs: outputs, constants: lowering.constants, types: lowering.types)
        PayloadAnalysis.canonicalize(&items, outputs: outputs, types: &lowering.types)
        items = Fusion.fuse(items, outputs: outputs, types: lowering.types)
        return try Program(emit(items, lowering, outputs), poisons: poisons, workers: workers)
    }

    private func emit(_ items: [Item], _ lowering: Lowering, _ outputs: [ValueID]) throws -> Schedule {
        var emission = Emission(kernels: kernels, workers: workers, types: lowering.types)
        let inputs = lowering.graph.body.parameters.enumerated().map { emission.define($1, .input($0)) }
        for (value, tensor) in lowering.constants {
            emission.define(value, .constant(emission.addConstant(tensor)))
        }
        let results = outputs.enumerated().map { emission.define($1, .output($0)) }
        emission.bind(inputs: inputs, outputs: results)
        for item in items {
            switch item.work {
            case .kernel(let emitter): try emitter.emit(item, &emission)
            case .fused(let members): FusedEmitter.emit(members, item, blocks, &emission)
            case .elementwise: fatalError("an element function was left out of fusion")
            }
        }
        return emission.schedule
    }
}
