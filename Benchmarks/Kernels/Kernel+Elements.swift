import Synchronization
import Verbatim

extension Kernel {
    /// An elementary function of numbers from 1/16 to 4.
    convenience init(function: UnaryOperation, count: Int) throws {
        try self.init(low: 0.0625, high: 4) { builder in
            try builder.unary(function, builder.input(TensorType([count], .f32), name: "x"))
        }
    }

    /// An optimizer's first update of parameters; mean squares are positive.
    convenience init(updating count: Int, by optimizer: any Optimizer) throws {
        let keeper = ExecutableKeeper()
        let update = compiled(executor: keeper) {
            (gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor) -> [Tensor] in
            let (parameter, slots) = optimizer(
                gradient: gradient, parameter: parameter, slots: slots, iterations: iterations)
            return [parameter] + slots
        }
        let zeros = Tensor(TensorValue(zeros: TensorType([count], .f32)))
        _ = try update(zeros, zeros, optimizer.slotNames.map { _ in zeros }, Tensor(0))
        try self.init(keeper.executable, low: 0.5, high: 1.5)
    }
}

/// Compiles for one thread and keeps what it compiled, so that runs can reuse the memory of outputs.
private final class ExecutableKeeper: Executor {
    let name: String = "keeper"
    private let kept: Mutex<(any Executable)?> = Mutex(nil)

    /// What was compiled last.
    var executable: any Executable { kept.withLock { $0! } }

    func compile(_ graph: Graph) throws -> any Executable {
        let executable = try CPUExecutor(threads: 1).compile(graph)
        kept.withLock { $0 = executable }
        return executable
    }
}
