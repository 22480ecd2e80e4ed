import Testing
import Verbatim
import VerbatimTestSupport

/// Values computed again for a gradient: the same bits, fewer bytes, and the operations are really there.
@Suite struct RematTests {
    private let x = Tensor(shape: [4, 3], (0..<12).map { Float($0 % 7) / 4 - 0.6 })
    private let w = Tensor(shape: [3, 3], [0.5, -0.25, 0.125, 1, 0.75, -0.5, 0.25, -1, 0.375] as [Float])

    /// A closure as it is, or computed again.
    private typealias Body = ([Tensor]) throws -> Tensor

    /// The step of a value and its gradients, with everything that is to be computed again either so or kept.
    private func graph(_ inputs: [Tensor], repeats: Bool, _ value: ([Tensor], Part) throws -> Tensor) throws -> Graph {
        let trace = Trace(name: "step")
        let symbols = inputs.enumerated().map { trace.input($1.type, name: "input\($0)", sampleDimension: nil) }
        let loss = try value(symbols, Part(isOn: repeats))
        return try trace.finish(outputs: [loss] + trace.gradients(of: loss, withRespectTo: symbols))
    }

    /// What stands before a part of a function that is to be computed again.
    private struct Part {
        let isOn: Bool

        func callAsFunction(_ inputs: [Tensor], _ body: Body) throws -> Tensor {
            isOn ? try remat(inputs, body: body) : try body(inputs)
        }
    }

    private func count(_ name: String, in graph: Graph) -> Int {
        graph.body.nodes.count { $0.operation.name == "stablehlo.\(name)" }
    }

    /// Runs a function both ways on every executor; the graph with what is computed again, and the one without.
    @discardableResult
    private func compare(
        _ inputs: [Tensor], _ value: ([Tensor], Part) throws -> Tensor
    ) throws -> (repeated: Graph, kept: Graph) {
        let repeated = try graph(inputs, repeats: true, value)
        let kept = try graph(inputs, repeats: false, value)
        #expect(try Graph(text: repeated.text).text == repeated.text)
        let values = try inputs.map { try $0.value() }
        let reference = try ReferenceExecutor().compile(kept)
        let expected = try reference(values)
        var executors: [any Executor] = [ReferenceExecutor()]
        for set in InstructionSet.available {
            for threads in [1, 3] {
                executors.append(try CPUExecutor(threads: threads, instructionSet: set, poisonsDeadMemory: true))
            }
        }
        for executor in executors {
            let executable = try executor.compile(repeated)
            let found = try executable(values)
            for (found, expected) in zip(found, expected) {
                #expect(TensorValue.bitsEqual(found, expected), "\(executor.name)")
            }
        }
        return (repeated, kept)
    }

    @Test func innerValuesAreComputedAgain() throws {
        let (repeated, kept) = try compare([x, w]) { inputs, remat in
            let hidden = try remat(inputs) { tanh(matmul(tanh(matmul($0[0], $0[1])), $0[1])) }
            return square(hidden).mean()
        }
        #expect(count("tanh", in: kept) == 2 && count("tanh", in: repeated) == 4)
        // What the part reads, and the cotangent of what it gives.
        let barriers = repeated.body.nodes.filter { $0.operation == .optimizationBarrier }
        #expect(barriers.map(\.operands.count) == [3])
    }

    /// A value that is used in and around a part gets its cotangents in the order of uses, whatever is computed again.
    @Test func cotangentsKeepTheirOrder() throws {
        let scales = Tensor([1e4, -3, 1e-3] as [Float])
        try compare([x * 1e3, w]) { inputs, remat in
            let shared = inputs[0] * scales
            var result = shared
            for _ in 0..<3 {
                result = try remat([result, shared, inputs[1]]) { parts in
                    let inner = tanh(parts[0] + parts[1])
                    return matmul(inner, parts[2]) + inner[0..., 0..<3] * parts[1]
                }
            }
            return (result * shared + shared * shared).sum()
        }
    }

    /// Parts of slices, whose cotangents wait to be put side by side.
    @Test func slicedResults() throws {
        try compare([x, w]) { inputs, remat in
            let y = try remat(inputs) { exp(matmul($0[0], $0[1])) }
            return (y[0..<2] * y[2...] - y[1]).sum()
        }
    }

    @Test func partsNest() throws {
        let (repeated, _) = try compare([x, w]) { inputs, remat in
            let y = try remat(inputs) { outer in
                let first = try remat(outer) { tanh(matmul($0[0], $0[1])) }
                let second = try remat([first, outer[1]]) { sigmoid(matmul($0[0], $0[1])) }
                return second * first
            }
            return square(y).sum()
        }
        // On the way there, in the outer part, and in the inner one.
        #expect(count("tanh", in: repeated) == 3)
        #expect(count("logistic", in: repeated) == 3)
        #expect(count("optimization_barrier", in: repeated) == 3)
    }

    @Test func drawsAreTheSameDraws() throws {
        let stream = RandomStream(seed: 3, "keep")
        let (repeated, kept) = try compare([x, w]) { inputs, remat in
            let step = (inputs[0].sum() * 0).cast(to: .i64)
            let y = try remat(inputs + [step]) { parts in
                let keep = Tensor.randomBernoulli([4, 3], probability: 0.5, stream: stream, step: parts[2])
                return which(keep, tanh(matmul(parts[0], parts[1])), 0)
            }
            return square(y).sum()
        }
        func draws(_ graph: Graph) -> Int {
            graph.body.nodes.count {
                if case .composite(let composite) = $0.operation { composite.name == BernoulliDraw.name } else { false }
            }
        }
        #expect(draws(kept) == 1 && draws(repeated) == 2)
    }

    @Test func loopsAndNormalisations() throws {
        try compare([x, w]) { inputs, remat in
            let y = try remat(inputs) { parts in
                let found = try scan(from: [parts[0][0]], over: [parts[0]], keepsResiduals: true) { state, slices in
                    let next = tanh(slices[0] + matmul(state[0].expandedDimensions(axes: 0), parts[1])[0])
                    return ([next], [next])
                }
                return softmax(found.outputs[0]) * found.carried[0]
            }
            return (y * y).sum()
        }
    }

    @Test func gradientsOfGradients() throws {
        try compare([x, w]) { inputs, remat in
            let slope = try gradient(at: inputs[1]) { w in
                square(try remat([inputs[0], w]) { tanh(matmul($0[0], $0[1])) }).sum()
            }
            return square(slope).sum()
        }
    }

    @Test func gradientsAgreeWithDifferences() throws {
        let at = [-2, -0.5, 0.25, 0.75, 3] as [Double]
        func f(_ x: Tensor) -> Tensor {
            remat(x) { x in
                let inner = remat(x * 0.5) { sigmoid($0) * $0 }
                return softplus(inner) * exp(-square(x))
            }.sum()
        }
        let slope = try gradient(at: Tensor(at)) { f($0) }.array(of: Double.self)
        let differences = try at.indices.map { place in
            let values = try [1e-5, -1e-5].map { shift in
                var moved = at
                moved[place] += shift
                return try f(Tensor(moved)).scalar(as: Double.self)
            }
            return (values[0] - values[1]) / 2e-5
        }
        #expect(agrees(slope, differences, within: 1e-8))
    }

    @Test func whatIsPrintedIsPrintedOnce() throws {
        let seen = Counter()
        let step = compiled(observer: { seen.increment($0.name) }) { (x: Tensor) throws -> Tensor in
            try gradient(at: x) { x in
                remat(x) { exp(exp($0).printed("inner")) }.sum()
            }
        }
        let expected = try gradient(at: x) { exp(exp($0)).sum() }
        #expect(try step(x).bitsEqual(expected))
        #expect(seen.lines == ["inner"])
    }

    /// Values outside a trace, and parts that no gradient goes through.
    @Test func withoutAGradientNothingChanges() throws {
        #expect(try remat(x) { tanh($0) }.bitsEqual(tanh(x)))
        let trace = Trace(name: "forward")
        let input = trace.input(x.type, name: "x")
        let graph = try trace.finish(outputs: [remat(input) { tanh($0) }])
        #expect(graph.body.nodes.map(\.operation) == [.unary(.tanh)])
    }

    /// A chain of equal parts needs the boundaries and one part's values, not all values.
    @Test func theArenaIsSmaller() throws {
        let kernel = Tensor.full([32, 32], 0.125)
        let executor = try CPUExecutor(threads: 1)
        let peaks = try [false, true].map { repeats in
            let graph = try graph([.zeros([256, 32]), kernel], repeats: repeats) { inputs, remat in
                var y = inputs[0]
                for _ in 0..<8 {
                    y = try remat([y, inputs[1]]) { parts in
                        (0..<8).reduce(parts[0]) { y, _ in tanh(matmul(y, parts[1])) }
                    }
                }
                return y.sum()
            }
            return try executor.compiled(graph).peakByteCount
        }
        #expect(peaks[0] >= 64 * 256 * 32 * 4)
        #expect(peaks[1] * 4 < peaks[0], "\(peaks)")
    }
}
