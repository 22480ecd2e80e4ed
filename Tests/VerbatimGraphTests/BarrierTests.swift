import Testing
import Verbatim
import VerbatimTestSupport

/// Barriers: what goes in comes out, behind all of it.
@Suite struct BarrierTests {
    private let type = TensorType([3], .f32)

    /// What is equal on both sides of a barrier is computed on both.
    @Test func equalOperationsStayApart() throws {
        let b = GraphBuilder(name: "test")
        let x = b.input(type, name: "x")
        let first = try b.unary(.exponential, x)
        let behind = try b.append(.optimizationBarrier, [x, first])
        let again = try b.unary(.exponential, behind[0])
        let graph = b.finish(outputs: [try b.binary(.add, try b.binary(.multiply, first, again), behind[1])])
        let text = try CPUExecutor(threads: 1).compiled(graph).explain()
        #expect(text.components(of: "exponential") == 2, "\(text)")
        let values = [try TensorValue([1, -0.0, 2.5] as [Float], shape: [3])]
        let (reference, fast) = (try ReferenceExecutor().compile(graph), try CPUExecutor(threads: 1).compile(graph))
        #expect(TensorValue.bitsEqual(try fast(values)[0], try reference(values)[0]))
    }

    /// Outputs may be what a barrier gives, more than once, of constants and of views.
    @Test func outputsMayBeBehindABarrier() throws {
        let b = GraphBuilder(name: "test")
        let x = b.input(TensorType([2, 3], .f32), name: "x")
        let turned = try b.transpose(x, [1, 0])
        let sum = try b.binary(.add, x, x)
        let behind = try b.append(.optimizationBarrier, [x, turned, sum, sum, try b.constant(2, type)])
        let graph = b.finish(outputs: behind + [behind[2], sum])
        let values = [try TensorValue([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])]
        let reference = try ReferenceExecutor().compile(graph)
        let fast = try CPUExecutor(threads: 1, poisonsDeadMemory: true).compile(graph)
        for (found, expected) in zip(try fast(values), try reference(values)) {
            #expect(TensorValue.bitsEqual(found, expected))
        }
    }

    /// What nobody reads behind a barrier is not held back by it.
    @Test func unreadOperandsAreDropped() throws {
        let b = GraphBuilder(name: "test")
        let (x, y) = (b.input(type, name: "x"), b.input(type, name: "y"))
        let unread = try b.unary(.exponential, y)
        let behind = try b.append(.optimizationBarrier, [unread, x, y])
        _ = try b.append(.optimizationBarrier, [behind[0]])
        let graph = b.finish(outputs: [try b.unary(.tanh, behind[1])])
        #expect(graph.body.nodes.map(\.operation) == [.optimizationBarrier, .unary(.tanh)])
        #expect(graph.body.nodes[0].operands == [x])
        try graph.verify()
    }

    /// Programs of others keep their barriers; tokens pass.
    @Test func barriersAreRead() throws {
        let text = """
            func.func @main(%a: tensor<3xf32>, %b: tensor<2xi32>) -> (tensor<3xf32>, tensor<2xi32>) {
              %t = stablehlo.create_token : !stablehlo.token
              %0:3 = stablehlo.optimization_barrier %a, %t, %b : tensor<3xf32>, !stablehlo.token, tensor<2xi32>
              return %0#0, %0#2 : tensor<3xf32>, tensor<2xi32>
            }
            """
        let graph = try SyntaxProgram(SyntaxModule(text: text)).graph
        #expect(graph.body.nodes.map(\.operation) == [.optimizationBarrier])
        #expect(graph.body.nodes[0].operands == graph.body.parameters)
        #expect(try Graph(text: graph.text) == graph)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
