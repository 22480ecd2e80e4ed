import Testing
import Verbatim
import VerbatimTestSupport

/// Loops that read and write rows of stacks, against the reference executor.
@Suite struct LoopFormTests {
    /// A place in a stack, as statements that give `%<name>` from the counter `%i`.
    enum Place: String, CaseIterable {
        case counter, fromEnd, wrapped, next, doubled

        func statements(_ name: String, _ type: String, rows: Int) -> String {
            func constant(_ value: Int) -> String {
                "%\(name)_k = stablehlo.constant dense<\(value)> : tensor<\(type)>\n"
            }
            return switch self {
            case .counter: ""
            case .fromEnd:
                constant(rows - 1) + "%\(name) = stablehlo.subtract %\(name)_k, %i : tensor<\(type)>\n"
            case .wrapped:
                constant(rows) + "%\(name)_0 = stablehlo.constant dense<0> : tensor<\(type)>\n"
                    + "%\(name)_t = stablehlo.compare LT, %i, %\(name)_0 : (tensor<\(type)>, tensor<\(type)>) -> tensor<i1>\n"
                    + "%\(name)_s = stablehlo.add %i, %\(name)_k : tensor<\(type)>\n"
                    + "%\(name) = stablehlo.select %\(name)_t, %\(name)_s, %i : tensor<i1>, tensor<\(type)>\n"
            case .next: constant(1) + "%\(name) = stablehlo.add %i, %\(name)_k : tensor<\(type)>\n"
            case .doubled: "%\(name) = stablehlo.add %i, %i : tensor<\(type)>\n"
            }
        }

        func name(_ name: String) -> String { self == .counter ? "%i" : "%\(name)" }
    }

    /// A loop over a counter, a carried value, a stack that passes through, a stack that is written, and one outside.
    private func program(
        _ read: Place, _ write: Place, type: String, limit: Int, rows: Int, readsStack: Bool
    ) throws -> Graph {
        let text = """
            func.func @main(%i0: tensor<\(type)>, %c0: tensor<3xf32>, %x0: tensor<5x3xf32>, %y0: tensor<\(rows)x3xf32>, %z: tensor<6x3xf32>) -> (tensor<\(type)>, tensor<3xf32>, tensor<5x3xf32>, tensor<\(rows)x3xf32>) {
              %r:4 = stablehlo.while(%i = %i0, %c = %c0, %x = %x0, %y = %y0) : tensor<\(type)>, tensor<3xf32>, tensor<5x3xf32>, tensor<\(rows)x3xf32>
               cond {
                %limit = stablehlo.constant dense<\(limit)> : tensor<\(type)>
                %p = stablehlo.compare LT, %i, %limit : (tensor<\(type)>, tensor<\(type)>) -> tensor<i1>
                stablehlo.return %p : tensor<i1>
              } do {
                %zero = stablehlo.constant dense<0> : tensor<\(type)>
                %one = stablehlo.constant dense<1> : tensor<\(type)>
                \(read.statements("from", type, rows: 5))
                \(write.statements("to", type, rows: rows))
                %a = stablehlo.dynamic_slice %x, \(read.name("from")), %zero, sizes = [1, 3] : (tensor<5x3xf32>, tensor<\(type)>, tensor<\(type)>) -> tensor<1x3xf32>
                %b = stablehlo.dynamic_slice %z, \(read.name("from")), %zero, sizes = [1, 3] : (tensor<6x3xf32>, tensor<\(type)>, tensor<\(type)>) -> tensor<1x3xf32>
                %ab = stablehlo.add %a, %b : tensor<1x3xf32>
                %flat = stablehlo.reshape %ab : (tensor<1x3xf32>) -> tensor<3xf32>
                %half = stablehlo.constant dense<0.5> : tensor<3xf32>
                %less = stablehlo.multiply %c, %half : tensor<3xf32>
                %sum = stablehlo.add %less, %flat : tensor<3xf32>
                \(readsStack ? "%peek = stablehlo.slice %y [0:1, 0:3] : (tensor<\(rows)x3xf32>) -> tensor<1x3xf32>\n%seen = stablehlo.reshape %peek : (tensor<1x3xf32>) -> tensor<3xf32>\n%d = stablehlo.add %sum, %seen : tensor<3xf32>" : "%d = stablehlo.add %sum, %half : tensor<3xf32>")
                stablehlo.custom_call @verbatim.print(%d) {backend_config = "carried", has_side_effect = true} : (tensor<3xf32>) -> ()
                %row = stablehlo.reshape %d : (tensor<3xf32>) -> tensor<1x3xf32>
                %w = stablehlo.dynamic_update_slice %y, %row, \(write.name("to")), %zero : (tensor<\(rows)x3xf32>, tensor<1x3xf32>, tensor<\(type)>, tensor<\(type)>) -> tensor<\(rows)x3xf32>
                %j = stablehlo.add %i, %one : tensor<\(type)>
                stablehlo.return %j, %d, %x, %w : tensor<\(type)>, tensor<3xf32>, tensor<5x3xf32>, tensor<\(rows)x3xf32>
              }
              return %r#0, %r#1, %r#2, %r#3 : tensor<\(type)>, tensor<3xf32>, tensor<5x3xf32>, tensor<\(rows)x3xf32>
            }
            """
        return try SyntaxProgram(SyntaxModule(text: text)).graph
    }

    private func inputs(type: String, start: Int, rows: Int) throws -> [TensorValue] {
        func numbers(_ shape: [Int], _ seed: Int) throws -> TensorValue {
            let numbers = (0..<shape.reduce(1, *)).map { index -> Float in
                let step: Int = (index * 7 + seed) % 11
                return Float(step) / 4 - 1
            }
            return try TensorValue(numbers, shape: shape)
        }
        let counter = type == "i32" ? TensorValue(Int32(start)) : TensorValue(Int64(start))
        return try [counter, numbers([3], 1), numbers([5, 3], 2), numbers([rows, 3], 3), numbers([6, 3], 4)]
    }

    /// Places in and out of range, in both directions; stacks written wholly, partly, not at all, and read meanwhile.
    @Test(arguments: Place.allCases, Place.allCases)
    func rowsAreThoseOfTheReference(read: Place, write: Place) throws {
        let executors = try InstructionSet.available.enumerated().flatMap { number, set in
            try [1 + number % 4, 4].map {
                try CPUExecutor(threads: $0, instructionSet: set, poisonsDeadMemory: $0 == 4)
            }
        }
        for type in ["i32", "i64"] {
            for (start, limit, rows) in [(0, 5, 5), (0, 4, 5), (-2, 3, 5), (0, 7, 4), (3, 3, 5), (2, 9, 1), (0, 1, 1)] {
                for readsStack in [false, true] {
                    let graph = try program(
                        read, write, type: type, limit: limit, rows: rows, readsStack: readsStack)
                    let values = try inputs(type: type, start: start, rows: rows)
                    let reference = try ReferenceExecutor().compile(graph)
                    let expected = try reference(values)
                    for executor in executors {
                        let compiled = try executor.compile(graph)
                        let outputs = try compiled(values)
                        #expect(
                            outputs == expected,
                            "\(type), from \(start) below \(limit), \(rows) rows, \(readsStack)")
                    }
                }
            }
        }
    }

    /// What was found to be rows is not copied.
    @Test(arguments: [Place.counter, .fromEnd, .wrapped]) func rowsAreNotCopied(place: Place) throws {
        let graph = try program(place, place, type: "i32", limit: 5, rows: 5, readsStack: false)
        let text = try explanation(graph)
        #expect(text.contains("while") && !text.contains("dynamic_"), "\(text)")
        let read = try program(place, place, type: "i32", limit: 5, rows: 5, readsStack: true)
        #expect(try explanation(read).contains("dynamic_update_slice"))
    }

    /// A stack of zeros of which every row is written is never made; one of which a row is left is.
    @Test(arguments: [4, 5]) func stacksThatAreWrittenWhollyAreNotMade(limit: Int) throws {
        let text = """
            func.func @main(%x: tensor<5x3xf32>) -> (tensor<5x3xf32>) {
              %i0 = stablehlo.constant dense<0> : tensor<i32>
              %y0 = stablehlo.constant dense<0.5> : tensor<5x3xf32>
              %r:2 = stablehlo.while(%i = %i0, %y = %y0) : tensor<i32>, tensor<5x3xf32>
               cond {
                %limit = stablehlo.constant dense<\(limit)> : tensor<i32>
                %p = stablehlo.compare LT, %i, %limit : (tensor<i32>, tensor<i32>) -> tensor<i1>
                stablehlo.return %p : tensor<i1>
              } do {
                %zero = stablehlo.constant dense<0> : tensor<i32>
                %one = stablehlo.constant dense<1> : tensor<i32>
                %row = stablehlo.dynamic_slice %x, %i, %zero, sizes = [1, 3] : (tensor<5x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x3xf32>
                %next = stablehlo.tanh %row : tensor<1x3xf32>
                %w = stablehlo.dynamic_update_slice %y, %next, %i, %zero : (tensor<5x3xf32>, tensor<1x3xf32>, tensor<i32>, tensor<i32>) -> tensor<5x3xf32>
                %j = stablehlo.add %i, %one : tensor<i32>
                stablehlo.return %j, %w : tensor<i32>, tensor<5x3xf32>
              }
              return %r#1 : tensor<5x3xf32>
            }
            """
        let graph = try SyntaxProgram(SyntaxModule(text: text)).graph
        #expect(try explanation(graph).contains("copy [") == (limit == 4))
        let x = try inputs(type: "i32", start: 0, rows: 5)[2]
        let reference = try ReferenceExecutor().compile(graph)
        let expected = try reference([x])
        for set in InstructionSet.available {
            for threads in 1...4 {
                let executor = try CPUExecutor(threads: threads, instructionSet: set, poisonsDeadMemory: true)
                let compiled = try executor.compile(graph)
                let outputs = try compiled([x])
                #expect(outputs == expected)
            }
        }
    }

    /// A matrix that a loop multiplies with, contracting its neighbours, is turned before the loop and not packed in it.
    @Test func matricesAreTurnedOnce() throws {
        func graph(isReadOtherwise: Bool) throws -> Graph {
            let b = GraphBuilder(name: "turned")
            let h = b.input(TensorType([5, 32], .f32), name: "h")
            let w = b.input(TensorType([32, 32], .f32), name: "w")
            let types = [TensorType([], .i64), b.type(of: h)]
            let condition = try b.region(types) { [try b.compare(.lt, $0[0], try b.constant(TensorValue(Int64(3))))] }
            let body = try b.region(types) { state in
                let turned = DotGeneralAttributes(lhsContracting: [1], rhsContracting: [1])
                var next = try b.one(.dotGeneral(turned), [state[1], w])
                next = try b.one(.dotGeneral(turned), [try b.unary(.tanh, next), w])
                if isReadOtherwise {
                    next = try b.one(
                        .dotGeneral(DotGeneralAttributes(lhsContracting: [1], rhsContracting: [0])), [next, w])
                }
                return [try b.binary(.add, state[0], try b.constant(TensorValue(Int64(1)))), next]
            }
            let start = try b.constant(TensorValue(Int64(0)))
            let results = try b.append(.whileLoop, [start, h], regions: [condition, body])
            return b.finish(outputs: [results[1]])
        }
        for isReadOtherwise in [false, true] {
            let graph = try graph(isReadOtherwise: isReadOtherwise)
            #expect(try explanation(graph).contains("pack") == isReadOtherwise)
            var generator = SampleGenerator(23)
            let values = graph.inputTypes.map { generator.tensor($0, .nasty) }
            let reference = try ReferenceExecutor().compile(graph)
            let expected = try reference(values)
            for set in InstructionSet.available {
                for threads in 1...4 {
                    let compiled = try CPUExecutor(threads: threads, instructionSet: set).compile(graph)
                    let outputs = try compiled(values)
                    #expect(outputs == expected)
                }
            }
        }
    }

    private func explanation(_ graph: Graph) throws -> String {
        try CPUExecutor(threads: 1).compiled(graph).explain()
    }
}
