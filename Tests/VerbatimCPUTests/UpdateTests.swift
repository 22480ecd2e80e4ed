import Testing
import Verbatim
import VerbatimTestSupport

/// Optimizers' updates give the reference executor's bits, and those that have a kernel of their own run on it.
@Suite struct UpdateTests {
    private static let optimizers: [(optimizer: any Optimizer, name: String?)] = [
        (.adam, "adam"),
        (Adam(amsgrad: true), nil),
        (Adam.keras2(learningRate: 0.01, decay: 0.1), "keras 2 adam"),
        (.rmsprop, "rmsprop"),
        (RMSprop(momentum: 0.5, centered: true), nil),
        (RMSprop.keras2(learningRate: 1e-4, decay: 1e-6), "keras 2 rmsprop"),
        (.sgd, nil),
        (.sgd(learningRate: 0.1, momentum: 0.9), "momentum"),
        (.sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4), "momentum with decay"),
        (.sgd(learningRate: 0.1, momentum: 0.9, nesterov: true), nil),
    ]

    private let executors: [CPUExecutor]

    init() throws {
        executors = try InstructionSet.available.flatMap { instructionSet in
            try (1...4).map { try CPUExecutor(threads: $0, instructionSet: instructionSet) }
        }
    }

    /// How an update stands in its program.
    enum Form: CaseIterable {
        /// By itself.
        case plain
        /// Of a gradient made in the same chain, its results read on in it.
        case amidOthers
        /// With a value from its middle as one more output: the kernel, which does not give it, may not be used.
        case openedUp
        /// Of one value as gradient and parameter.
        case shared
    }

    @Test(arguments: optimizers.indices, Form.allCases)
    func equalsTheReference(_ index: Int, _ form: Form) throws {
        for (seed, count) in [1, 37, 300, 2001].enumerated() {
            let sample = try sample(index, form, count, seed: UInt64(seed))
            #expect(try sample.difference(ReferenceExecutor(), executors) == nil)
        }
    }

    /// Chains that move enough for blocks to be fetched ahead.
    @Test(arguments: optimizers.indices)
    func equalsTheReferenceOnLargeTensors(_ index: Int) throws {
        let sample = try sample(index, .amidOthers, 70_001, seed: 5)
        #expect(try sample.difference(ReferenceExecutor(), executors.filter { $0.workerCount % 2 == 1 }) == nil)
    }

    @Test(arguments: optimizers.indices, Form.allCases)
    func runsOnItsKernel(_ index: Int, _ form: Form) throws {
        guard let name = Self.optimizers[index].name else { return }
        let text = try executors[0].compiled(try sample(index, form, 300, seed: 0).graph).explain()
        let names = text.split(separator: "\n").map { line in line.drop { !$0.isLetter }.split(separator: ", ") }
        let isFound = names.contains { $0.contains { $0.hasPrefix(name) } }
        #expect(isFound == (form != .openedUp), "\(text)")
    }

    private func sample(_ index: Int, _ form: Form, _ count: Int, seed: UInt64) throws -> OperationSample {
        var generator = SampleGenerator(seed + 10 * UInt64(index))
        let optimizer = Self.optimizers[index].optimizer
        let trace = Trace(name: "update")
        let type = TensorType([count], .f32)
        var inputs: [TensorValue] = []
        func input(_ type: TensorType) -> Tensor {
            inputs.append(generator.tensor(type, generator.pick(SampleGenerator.Values.allCases)))
            return trace.input(type, name: "input\(inputs.count)")
        }
        let parameter = input(type)
        var gradient = form == .shared ? parameter : input(type)
        let slots = optimizer.slotNames.map { _ in input(type) }
        inputs.append(TensorValue(Int64(3)))
        let iterations = trace.input(TensorType([], .i64), name: "step")
        if form == .amidOthers { gradient = gradient * 0.5 }
        let update = optimizer(gradient: gradient, parameter: parameter, slots: slots, iterations: iterations)
        var outputs = [update.parameter] + update.slots
        if form == .amidOthers { outputs.append(update.parameter + gradient) }
        if form == .openedUp {
            // What every update computes on its way, by the same operations.
            outputs += slots.isEmpty ? [] : [Self.inside(optimizer, gradient, slots)]
        }
        return OperationSample(
            graph: try trace.finish(outputs: outputs), inputs: inputs, origin: "\(optimizer) \(form) \(count)")
    }

    /// A value from the middle of an optimizer's update.
    private static func inside(_ optimizer: any Optimizer, _ gradient: Tensor, _ slots: [Tensor]) -> Tensor {
        switch optimizer {
        case let adam as Adam where adam == .adam: gradient - slots[0]
        case is SGD: 0.9 * slots[0]
        default: square(gradient)
        }
    }
}
