import Testing
import Verbatim
import VerbatimTestSupport

@Suite struct AutodiffTests {
    private func network(_ b: GraphBuilder) throws -> (x: ValueID, kernel: ValueID, loss: ValueID) {
        let x = b.input(TensorType([8, 3], .f32), name: "x")
        let kernel = b.input(TensorType([3, 2], .f32), name: "kernel")
        b.location = Location(layerPath: "dense.1", file: "Net.swift", line: 7)
        let y = try b.one(.dotGeneral(DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])), [x, kernel])
        b.location = Location(layerPath: "loss", file: "Net.swift", line: 8)
        return (x, kernel, try b.sum(try b.unary(.tanh, y), dimensions: [0, 1]))
    }

    /// The weight gradient is one contraction over the samples as they lie; nothing is made for the input.
    @Test func onlyWhatIsNeeded() throws {
        let b = GraphBuilder(name: "test")
        let (_, kernel, loss) = try network(b)
        let before = b.nodes.count
        let gradient = try #require(try b.gradients(of: loss, withRespectTo: [kernel])[0])
        let contractions = b.nodes[before...].filter { $0.operation.name == "stablehlo.dot_general" }
        #expect(contractions.count == 1)
        #expect(contractions[0].results == [gradient])
        #expect(
            contractions[0].operation == .dotGeneral(DotGeneralAttributes(lhsContracting: [0], rhsContracting: [0])))
        #expect(!b.nodes[before...].contains { $0.operation.name == "stablehlo.transpose" })
    }

    /// Gradients stand at the place of what they differentiate, and the builder's own place is kept.
    @Test func locations() throws {
        let b = GraphBuilder(name: "test")
        let (x, kernel, loss) = try network(b)
        b.location = Location(layerPath: "step")
        let before = b.nodes.count
        _ = try b.gradients(of: loss, withRespectTo: [x, kernel])
        #expect(b.location == Location(layerPath: "step"))
        for node in b.nodes[before...] where node.operation.name == "stablehlo.dot_general" {
            #expect(node.location == Location(layerPath: "dense.1", file: "Net.swift", line: 7))
        }
    }

    /// Cotangents of a value add up from the last use to the first.
    @Test func orderOfUses() throws {
        let b = GraphBuilder(name: "test")
        let x = b.input(TensorType([], .f32), name: "x")
        let factors: [Float] = [1e8, 1, -1e8]
        var loss = try b.binary(.multiply, x, try b.constant(TensorValue(factors[0])))
        for factor in factors.dropFirst() {
            loss = try b.binary(.add, loss, try b.binary(.multiply, x, try b.constant(TensorValue(factor))))
        }
        let gradient = try b.gradients(of: loss, withRespectTo: [x]).map { try #require($0) }
        let executable = try ReferenceExecutor().compile(b.finish(outputs: gradient))
        let expected = (factors[2] + factors[1]) + factors[0]
        #expect(try executable([TensorValue(Float(1))])[0].array(of: Float.self) == [expected])
    }

    /// Gradients by a value in the middle and by what it is made of.
    @Test func intermediateValues() throws {
        let b = GraphBuilder(name: "test")
        let x = b.input(TensorType([], .f64), name: "x")
        let h = try b.binary(.multiply, x, x)
        let y = try b.binary(.multiply, h, x)
        let gradients = try b.gradients(of: y, withRespectTo: [x, h, y]).map { try #require($0) }
        let executable = try ReferenceExecutor().compile(b.finish(outputs: gradients))
        #expect(try executable([TensorValue(2.0)]).map { $0.array(of: Double.self)[0] } == [12, 2, 1])
    }

    @Test func cotangentsAreChecked() throws {
        let b = GraphBuilder(name: "test")
        let (x, _, loss) = try network(b)
        let wrong = try b.constant(1, TensorType([2], .f32))
        #expect(throws: VerbatimError.self) { try b.gradients(of: loss, cotangent: wrong, withRespectTo: [x]) }
        let count = try b.convert(loss, to: .i32)
        #expect(throws: VerbatimError.self) { try b.gradients(of: count, withRespectTo: [x]) }
    }

    /// What a step does besides computing is not done again by its gradient.
    @Test func printsAreNotRepeated() throws {
        let b = GraphBuilder(name: "test")
        let x = b.input(TensorType([], .f64), name: "x")
        func branch(_ operation: UnaryOperation) throws -> Region {
            try b.region([]) { _ in
                let y = try b.unary(operation, x)
                try b.append(
                    .customCall(
                        CustomCallAttributes(
                            target: CustomCallAttributes.print, configuration: "y", hasSideEffect: true,
                            resultTypes: [])), [y])
                return [y]
            }
        }
        let (yes, no) = (try branch(.sine), try branch(.tanh))
        let y = try b.one(.ifElse, [try b.constant(TensorValue(true))], regions: [yes, no])
        let before = b.nodes.count
        let gradient = try b.gradients(of: y, withRespectTo: [x]).map { try #require($0) }
        #expect(b.nodes[before...].allSatisfy { !$0.hasSideEffect })
        #expect(gradient.count == 1)
    }
}
