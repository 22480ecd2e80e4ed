import Testing
import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Tensors of f16 and bf16: made, cast, computed with and differentiated like any others.
@Suite struct NarrowTensorTests {
    private func floats(_ count: Int) -> [Float] {
        var generator = TensorGenerator(seed: 9)
        return (0..<count).map { _ in Float(generator.below(2_000_001) - 1_000_000) / 250_000 }
    }

    @Test func elementsGoInAndOut() throws {
        let x = Tensor(shape: [2, 2], [1, 0.5, -2, 0.1] as [BFloat16])
        #expect(x.elementType == .bf16 && x.description == "bf16[2, 2] [[1.0, 0.5], [-2.0, 0.100097656]]")
        #expect(try x.array(of: BFloat16.self) == [1, 0.5, -2, 0.1])
        #expect(throws: VerbatimError.self) { try x.array(of: Half.self) }
        #expect(try x.cast(to: .f32).array(of: Float.self) == [1, 0.5, -2, 0.100097656])
        #expect(
            try Tensor([0.1, 65504, 1e9] as [Float]).cast(to: .f16).array(of: Half.self) == [0.1, 65504, .infinity])
        #expect(try Tensor.ones([2], .f16).array(of: Half.self) == [1, 1])
        #expect(try Tensor.arange(3, .bf16).array(of: BFloat16.self) == [0, 1, 2])
        #expect(try Tensor.full([1], 0.3, .bf16).scalar(as: BFloat16.self) == 0.3)
        #expect(
            try x.max().scalar(as: BFloat16.self) == 1
                && Tensor.zeros([0], .f16).min().scalar(as: Half.self) == .infinity)
    }

    @Test func numbersTakeTheTypeTheyMeet() throws {
        let x = Tensor([1, 3] as [Half])
        let y = 0.1 * x + 2
        #expect(y.elementType == .f16)
        let tenth = Half(0.1)
        #expect(try y.array(of: Half.self) == [1, 3].map { Half(Half(tenth.float * $0).float + 2) })
        #expect((x + Tensor([1, 1] as [Float])).failure?.code == .elementType)
    }

    @Test func wholesAreComputedInF32() throws {
        let numbers = floats(4000)
        for element in [ElementType.f16, .bf16] {
            let x = Tensor(shape: [8, 10, 10, 5], numbers).cast(to: element)
            let wide = x.cast(to: .f32)
            func same(_ narrow: Tensor, _ expected: Tensor) throws -> Bool {
                try narrow.bitsEqual(expected.cast(to: element))
            }
            #expect(try same(x.sum(axes: [1, 2]), wide.sum(axes: [1, 2])))
            #expect(try same(x.mean(axes: 0), wide.mean(axes: 0)))
            #expect(try same(x.variance(), wide.variance()))
            #expect(try same(softmax(x), softmax(wide)))
            #expect(try same(logSoftmax(x), logSoftmax(wide)))
            #expect(try same(averagePool(x, window: [3, 3]), averagePool(wide, window: [3, 3])))
            #expect(try same(maxPool(x, window: [2, 2]), maxPool(wide, window: [2, 2])))
            let matrix = x.reshaped([80, 50])
            #expect(
                try same(
                    matmul(matrix, matrix.transposed()),
                    matmul(wide.reshaped([80, 50]), wide.reshaped([80, 50]).transposed())))
        }
    }

    @Test func gradientsComeBackInTheTypeOfTheArgument() throws {
        let x = Tensor(floats(12))
        let weights = Tensor(floats(24).suffix(12))
        let slope = try gradient(at: x) { x in (x.cast(to: .bf16) * weights.cast(to: .bf16)).cast(to: .f32).sum() }
        #expect(try slope.bitsEqual(weights.cast(to: .bf16).cast(to: .f32)))
        let narrow = try gradient(at: x.cast(to: .f16)) { x in square(tanh(x)).sum() }
        #expect(narrow.elementType == .f16)
        let step = compiled { (x: Tensor) throws -> Tensor in try gradient(at: x) { square(tanh($0)).sum() } }
        #expect(try step(x.cast(to: .f16)).bitsEqual(narrow))
    }
}
