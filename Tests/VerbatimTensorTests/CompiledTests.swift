import Testing
import VerbatimGraph
import VerbatimReference
import VerbatimTensor

@Suite struct CompiledTests {
    @Test func signaturesAreTracedOnce() throws {
        let traces = Counter()
        let f = compiled { (x: Tensor) -> Tensor in
            traces.increment()
            return x * 2 + 1
        }
        #expect(try f(Tensor([1, 2, 3] as [Float])).array(of: Float.self) == [3, 5, 7])
        #expect(try f(Tensor([1, 2, 4] as [Float])).array(of: Float.self) == [3, 5, 9])
        #expect(traces.count == 1)
        #expect(try f(Tensor([1, 2] as [Int32])).array(of: Int32.self) == [3, 5])
        #expect(traces.count == 2)
    }

    @Test func groupsKeepTheirArrangement() throws {
        let f = compiled { (a: Tensor, b: [Tensor]) -> (Tensor, [String: Tensor]) in
            (a + b[0], ["product": a * b[1], "constant": 7])
        }
        let x = Tensor([1, 2] as [Float])
        let (sum, rest) = try f(x, [x, x])
        #expect(try sum.array(of: Float.self) == [2, 4])
        #expect(try rest["product"]!.array(of: Float.self) == [1, 4])
        #expect(try rest["constant"]!.array(of: Int32.self) == [7])
        let g = compiled { (parts: [[Tensor]]) -> Tensor in parts.map { concatenate($0) }.last! }
        #expect(try g([[x], [x, x]]).shape == [4])
        #expect(try g([[x, x], [x]]).shape == [2])
    }

    @Test func bitsAreThoseOfValues() throws {
        @Sendable func chain(_ x: Tensor, _ w: Tensor) -> Tensor {
            var y = tanh(matmul(x, w)) * 0.5 + exp(-square(x.mean(axes: -1, keepDimensions: true)))
            y[0] = y[0] - softmax(y)[0]
            return concatenate([y, y.take(Tensor([0, 0] as [Int32]))]).sum(axes: 0) / (x.max() + 3)
        }
        let fast = compiled(chain)
        let reference = compiled(executor: ReferenceExecutor(), chain)
        var generator = TensorGenerator(seed: 5)
        for _ in 0..<10 {
            let (m, k, n) = (generator.below(5) + 1, generator.below(300) + 1, generator.below(40) + 1)
            let (x, w) = (generator.floats([m, k]), generator.floats([k, n]))
            let eager = try bits(chain(x, w))
            #expect(try bits(fast(x, w)) == eager)
            #expect(try bits(reference(x, w)) == eager)
        }
    }

    @Test func sumsOverSamplesRunInLeaves() throws {
        var generator = TensorGenerator(seed: 8)
        let x = generator.floats([20, 3], finite: true)
        let sum = compiled(sampleDimensions: [0]) { (x: Tensor) -> Tensor in x.sum(axes: 0) }
        // 20 samples make leaves of 8, which combine as (first + second) + third.
        let leaves = [x[0..<8], x[8..<16], x[16..<20]].map { $0.sum(axes: 0) }
        #expect(try sum(x).bitsEqual((leaves[0] + leaves[1]) + leaves[2]))
        let plain = compiled { (x: Tensor) -> Tensor in x.sum(axes: 0) }
        #expect(try plain(x).bitsEqual(x.sum(axes: 0)))
    }

    @Test func sampleDimensionsAreStatedForEachArgument() throws {
        var generator = TensorGenerator(seed: 9)
        let parameters = ["b": generator.floats([3], finite: true), "w": generator.floats([2, 3], finite: true)]
        let (x, y) = (generator.floats([2, 20], finite: true), generator.floats([20, 3], finite: true))
        func slope(_ dimensions: [Int?]) throws -> [String: Tensor] {
            let step = compiled(sampleDimensions: dimensions) {
                (p: [String: Tensor], x: [Tensor], y: Tensor) throws -> [String: Tensor] in
                try gradient(at: p) { p in square(matmul(x[0].transposed(), p["w"]!) + p["b"]! - y).sum() }
            }
            return try step(parameters, [x], y)
        }
        let marked = try slope([nil, 1, 0])
        // What a user would write out: the gradient of each leaf of 8 samples, added as (first + second) + third.
        let leaves = try [0..<8, 8..<16, 16..<20].map { rows in
            try gradient(at: parameters) { p in
                square(matmul(x[.all, rows].transposed(), p["w"]!) + p["b"]! - y[rows]).sum()
            }
        }
        for name in ["b", "w"] {
            let sum = (leaves[0][name]! + leaves[1][name]!) + leaves[2][name]!
            #expect(try marked[name]!.bitsEqual(sum), "\(name)")
        }
        #expect(try !slope([])["b"]!.bitsEqual(marked["b"]!))
    }

    @Test func sampleDimensionsThatDoNotExistAreNamed() throws {
        for (dimensions, received) in [
            ([2] as [Int?], "sample dimension 2 of tensor<4x3xf32>"), ([-1], "sample dimension -1 of tensor<4x3xf32>"),
            ([nil, 0], "sample dimension 0 of tensor<f32>"), ([0, nil, 0], "3 sample dimensions"),
        ] {
            let f = compiled(sampleDimensions: dimensions) { (x: Tensor, y: Tensor) -> Tensor in x.sum() + y }
            let error = try #require(throws: VerbatimError.self) { try f(.zeros([4, 3]), Tensor(1 as Float)) }
            #expect(error.code == .configuration && error.received == received, "\(error)")
            #expect(error.location?.file.hasSuffix("CompiledTests.swift") == true)
        }
    }

    @Test func aSumThatLosesTrackOfItsSamplesIsNamed() throws {
        let f = compiled(sampleDimensions: [0]) { (x: Tensor) -> Tensor in x.reversed().sum() }
        #expect { try f(.zeros([4])) } throws: { ($0 as? VerbatimError)?.code == .sampleDimension }
    }

    @Test func insideATraceItJoinsTheTrace() throws {
        let inner = compiled { (x: Tensor) -> Tensor in x * x }
        let outer = compiled { (x: Tensor) throws -> Tensor in try inner(x) + 1 }
        #expect(try outer(3).scalar(as: Int32.self) == 10)
    }

    @Test func mistakesAreThrownWithTheirPlace() throws {
        let line = #line + 2
        let f = compiled { (a: Tensor, b: Tensor) -> Tensor in
            let product = matmul(a, b)
            return product + 1
        }
        do {
            _ = try f(.zeros([2, 3]), .zeros([4, 5]))
            Issue.record("nothing was thrown")
        } catch let error as VerbatimError {
            #expect(error.code == .shape)
            #expect(error.location?.file.hasSuffix("CompiledTests.swift") == true)
            #expect(error.location?.line == line)
        }
        // A mistake whose result is not used is still a mistake.
        let g = compiled { (a: Tensor) -> Tensor in
            _ = a.sum(axes: 7)
            return a
        }
        #expect(throws: VerbatimError.self) { try g(.zeros([2])) }
        let eager = Tensor.zeros([2]).sum(axes: 7)
        #expect(eager.failure?.location?.line == #line - 1)
        // Operators have no line of their own: they get the place of the closure.
        let h = compiled { (a: Tensor, b: Tensor) -> Tensor in a + b }
        do {
            _ = try h(.zeros([2]), .zeros([3]))
            Issue.record("nothing was thrown")
        } catch let error as VerbatimError {
            #expect(error.location?.line == #line - 5)
        }
    }

    @Test func aTracedTensorCannotBeReadOrMixed() throws {
        let f = compiled { (x: Tensor) throws -> Tensor in Tensor(try x.array(of: Float.self)) }
        #expect { try f(Tensor([1] as [Float])) } throws: { ($0 as? VerbatimError)?.code == .unsupported }
        let g = compiled { (x: Tensor) throws -> Tensor in
            try gradient(at: Tensor(2 as Float)) { w in (w * x).sum() }
        }
        #expect { try g(Tensor([1] as [Float])) } throws: { ($0 as? VerbatimError)?.code == .malformed }
    }

    @Test func layerPathsReachErrorsAndNodes() throws {
        let trace = Trace(name: "test")
        let x = trace.input(TensorType([2, 3], .f32), name: "x")
        let y = trace.withLayerPath("dense.1") { x * 2 }
        let graph = try trace.finish(outputs: [y])
        #expect(graph.body.nodes.last?.location.layerPath == "dense.1")
        let wrong = trace.withLayerPath("dense.2") { matmul(y, y) }
        #expect(wrong.failure?.location?.layerPath == "dense.2")
        #expect(trace.failure == wrong.failure)
        #expect(throws: VerbatimError.self) { try trace.finish(outputs: [y]) }
    }
}
