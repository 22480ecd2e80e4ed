import Testing
import VerbatimGraph
import VerbatimReference
import VerbatimTensor
import VerbatimTestSupport

/// Recurrences: what they compute, their gradients, and that a graph keeps them.
@Suite struct ScanTests {
    private let x = Tensor(shape: [4, 2, 3], (0..<24).map { Float($0 % 7) / 4 - 0.5 })
    private let kernel = Tensor(shape: [3, 3], [0.5, -0.25, 0.125, 1, 0.75, -0.5, 0.25, -1, 0.375] as [Float])
    private let bias = Tensor([0.25, -0.5, 0.125] as [Float])

    /// `h = tanh(x + (h · kernel) * scale + bias)`, of which all are returned.
    private func run(
        _ x: Tensor, _ h: Tensor, _ kernel: Tensor, _ bias: Tensor, isReversed: Bool = false, keeps: Bool = false
    ) throws -> (last: Tensor, all: Tensor) {
        let found = try scan(from: [h], over: [x], isReversed: isReversed, keepsResiduals: keeps) { state, slices in
            let next = tanh(slices[0] + matmul(state[0], kernel * 0.5) + bias)
            return ([next], [next])
        }
        return (found.carried[0], found.outputs[0])
    }

    /// The same written out step by step.
    private func written(_ x: Tensor, _ h: Tensor, _ kernel: Tensor, _ bias: Tensor) -> (last: Tensor, all: Tensor) {
        var (h, all) = (h, [Tensor]())
        for step in 0..<x.shape[0] {
            h = tanh(x[step] + matmul(h, kernel * 0.5) + bias)
            all.append(h)
        }
        return (h, stack(all))
    }

    @Test func aLoopIsItsStepsWrittenOut() throws {
        let h = Tensor.ones([2, 3])
        let (last, all) = try run(x, h, kernel, bias)
        let expected = written(x, h, kernel, bias)
        #expect(try last.bitsEqual(expected.last))
        #expect(try all.bitsEqual(expected.all))
        let back = try run(x, h, kernel, bias, isReversed: true)
        let turned = written(x.reversed(axes: 0), h, kernel, bias)
        #expect(try back.last.bitsEqual(turned.last))
        #expect(try back.all.bitsEqual(turned.all.reversed(axes: 0)))
    }

    @Test func gradientsAreThoseOfTheStepsWrittenOut() throws {
        // In f64 both orders of the sums agree to many digits; a wrong term would not.
        let inputs = [x, Tensor.full([2, 3], 0.5), kernel, bias].map { $0.cast(to: .f64) }
        let weights = Tensor(shape: [4, 2, 3], (0..<24).map { Double($0 % 5) - 1.5 })
        let expected = try gradient(at: inputs) { values in
            let (last, all) = self.written(values[0], values[1], values[2], values[3])
            return (all * weights).sum() + (last * last).sum()
        }
        for keeps in [false, true] {
            let found = try gradient(at: inputs) { values in
                let (last, all) = try self.run(values[0], values[1], values[2], values[3], keeps: keeps)
                return (all * weights).sum() + (last * last).sum()
            }
            for (left, right) in zip(found, expected) {
                let (found, expected) = (try left.array(of: Double.self), try right.array(of: Double.self))
                #expect(agrees(found, expected, within: 1e-12))
            }
        }
    }

    @Test func keptAndRecomputedResidualsGiveTheSameBits() throws {
        func gradients(keeps: Bool, _ executor: any Executor) throws -> [Tensor] {
            try gradient(at: [x, Tensor.ones([2, 3]), kernel, bias], executor: executor) { values in
                let (last, all) = try self.run(values[0], values[1], values[2], values[3], keeps: keeps)
                return (all * all).sum() + last.sum()
            }
        }
        let expected = try gradients(keeps: true, EagerExecutor.executor)
        for (keeps, executor) in [(false, EagerExecutor.executor), (true, ReferenceExecutor())]
            as [(Bool, any Executor)]
        {
            let found = try gradients(keeps: keeps, executor)
            for (left, right) in zip(found, expected) { #expect(try left.bitsEqual(right)) }
        }
    }

    @Test func aGraphOfALoopIsReadBack() throws {
        let trace = Trace(name: "loop")
        let inputs = [x, Tensor.ones([2, 3]), kernel, bias].enumerated().map { trace.input($1.type, name: "in\($0)") }
        let (last, all) = try run(inputs[0], inputs[1], inputs[2], inputs[3], keeps: true)
        let value = last.sum() + (all * all).sum()
        let graph = try trace.finish(outputs: [value] + trace.gradients(of: value, withRespectTo: inputs))
        let again = try Graph(text: graph.text)
        #expect(again.text == graph.text)
    }

    /// A value that comes out twice is stacked once.
    @Test func anOutputGivenTwiceIsOneStack() throws {
        func run(_ x: Tensor) throws -> [Tensor] {
            let found = try scan(from: [Tensor.ones([2, 3])], over: [x]) { state, slices in
                let next = tanh(slices[0] + state[0])
                return ([next], [next, slices[0] * next, next])
            }
            return found.outputs
        }
        let trace = Trace(name: "loop")
        let graph = try trace.finish(outputs: run(trace.input(x.type, name: "x")))
        #expect(graph.text.components(separatedBy: "dynamic_update_slice").count == 1 + 2)
        let outputs = try run(x)
        #expect(try outputs[0].bitsEqual(outputs[2]))
        #expect(try !outputs[0].bitsEqual(outputs[1]))
    }

    /// No carried values at all.
    @Test func aLoopMayCarryNothing() throws {
        let found = try scan(from: [], over: [x]) { _, slices in ([], [slices[0] * 2]) }
        #expect(found.carried.isEmpty)
        #expect(try found.outputs[0].bitsEqual(x * 2))
    }

    @Test func mistakesAreNamed() throws {
        #expect { try run(Tensor.zeros([0, 2, 3]), Tensor.ones([2, 3]), kernel, bias) } throws: {
            ($0 as? VerbatimError)?.received == "length 0"
        }
        #expect {
            _ = try scan(from: [Tensor.ones([2])], over: [x]) { state, _ in ([state[0][0]], []) }
        } throws: {
            ($0 as? VerbatimError)?.code == .shape
        }
    }
}
