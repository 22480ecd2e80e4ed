import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct GradientTests {
    let x = Tensor(shape: [2, 3], [1, -2, 3, 0.5, 4, -1] as [Float])
    let w = Tensor(shape: [3, 2], [0.5, -1, 2, 1, -0.25, 3] as [Float])

    @Test func valueAndGradientOfSeveralArguments() throws {
        let (value, (dx, dw)) = try valueAndGradient(at: x, w) { x, w in matmul(x, w).sum() }
        #expect(try value.bitsEqual(matmul(x, w).sum()))
        #expect(try dx.bitsEqual(w.sum(axes: 1).broadcast(to: [2, 3])))
        #expect(try dw.bitsEqual(x.sum(axes: 0).expandedDimensions(axes: 1).broadcast(to: [3, 2])))
        let parts = try gradient(at: [x, x]) { parts in (parts[0] * parts[1]).sum() }
        #expect(try parts[0].bitsEqual(x))
    }

    @Test func bitsAreThoseOfCompiledClosures() throws {
        @Sendable func loss(_ w: Tensor, _ x: Tensor) -> Tensor { square(tanh(matmul(x, w))).mean() }
        let eager = try valueAndGradient(at: w) { loss($0, x) }
        let step = compiled { (w: Tensor, x: Tensor) throws -> (Tensor, Tensor) in
            try valueAndGradient(at: w) { loss($0, x) }
        }
        let (value, gradient) = try step(w, x)
        #expect(try value.bitsEqual(eager.value))
        #expect(try gradient.bitsEqual(eager.gradient))
    }

    @Test func capturedTensorsAreConstant() throws {
        // d/dx of x * y at y = 2x counts x only, whether values or traced.
        @Sendable func f(_ x: Tensor) throws -> Tensor {
            let y = 2 * x
            return try gradient(at: x) { ($0 * y).sum() }
        }
        let traced = compiled { (x: Tensor) throws -> Tensor in try f(x) }
        #expect(try f(x).bitsEqual(2 * x))
        #expect(try traced(x).bitsEqual(2 * x))
    }

    @Test func gradientsNest() throws {
        let cubic = { (x: Tensor) throws -> Tensor in
            try gradient(at: x) { x in try gradient(at: x) { x in (x * x * x).sum() }.sum() }
        }
        #expect(try cubic(x).bitsEqual(6 * x))
    }

    @Test func stoppedGradientsAreZero() throws {
        let dx = try gradient(at: x) { x in (x * x.stopGradient()).sum() }
        #expect(try dx.bitsEqual(x))
        #expect(try gradient(at: x) { x in square(x.stopGradient()).sum() }.bitsEqual(.zeros([2, 3])))
        let same = compiled { (x: Tensor) -> Tensor in x.stopGradient() }
        let nasty = Tensor([.nan, -0.0, 3 * .leastNonzeroMagnitude] as [Float])
        #expect(try same(nasty).bitcast(to: .u32).bitsEqual(nasty.bitcast(to: .u32)))
    }

    @Test func smoothFunctionsAgreeWithDifferences() throws {
        let at = Tensor([-2, -0.5, 0, 0.75, 3] as [Double])
        let functions: [(String, @Sendable (Tensor) -> Tensor)] = [
            ("softplus", { softplus($0) }), ("softmax", { softmax($0) * Tensor([1, 2, 3, 4, 5] as [Double]) }),
            ("variance", { $0.variance() }), ("std", { $0.std() }), ("logSoftmax", { logSoftmax($0)[2] }),
            ("reciprocal", { reciprocal($0 + 5) }), ("slice", { square($0[1..<4]) }),
            (
                "set",
                { x in
                    var y = x
                    y[.places(by: 2)] = square(x[.places(by: 2)])
                    return y * x
                }
            ),
            ("repeat", { $0.repeated(3, axis: 0).tiled([2]) * 2 }),
            ("take", { exp($0.take(Tensor([0, 4, 4] as [Int32]))) }),
        ]
        for (name, function) in functions {
            let slope = try gradient(at: at) { function($0).sum() }.array(of: Double.self)
            let numbers = try at.array(of: Double.self)
            for place in numbers.indices {
                func value(_ shift: Double) throws -> Double {
                    var moved = numbers
                    moved[place] += shift
                    return try function(Tensor(moved)).sum().scalar(as: Double.self)
                }
                let difference = (try value(1e-5) - value(-1e-5)) / 2e-5
                #expect(abs(difference - slope[place]) < 1e-6 * (1 + abs(difference)), "\(name) at \(place)")
            }
        }
    }

    @Test func onlyFloatScalarsHaveGradients() {
        #expect { try gradient(at: x) { $0 * 2 } } throws: { ($0 as? VerbatimError)?.code == .notDifferentiable }
        #expect(throws: VerbatimError.self) { try gradient(at: x) { matmul($0, $0).sum() } }
    }

    @Test func poolsGiveTheirGradientToTheFirstMaximum() throws {
        let image = Tensor(shape: [1, 2, 2, 1], [1, 5, 5, 2] as [Float])
        let greatest = try gradient(at: image) { maxPool($0, window: [2, 2]).sum() }
        #expect(try greatest.array(of: Float.self) == [0, 1, 0, 0])
        let mean = try gradient(at: image) { averagePool($0, window: [2, 2]).sum() }
        #expect(try mean.array(of: Float.self) == [0.25, 0.25, 0.25, 0.25])
    }
}
