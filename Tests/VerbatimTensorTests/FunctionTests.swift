import Testing
import VerbatimGraph
import VerbatimTensor

@Suite struct FunctionTests {
    @Test func extremaTakeTheFirstAndNaNWins() throws {
        let x = Tensor(
            shape: [4, 3],
            [1, 3, 3, .nan, 9, .nan, -.infinity, -.infinity, -.infinity, -0.0, 0, -0.0] as [Float])
        #expect(try x.argMax(axis: -1).array(of: Int32.self) == [1, 0, 0, 0])
        #expect(try x.argMin(axis: 1).array(of: Int32.self) == [0, 0, 0, 0])
        #expect(try bits(x.max(axes: 1)) == bits([3, .nan, -.infinity, 0]))
        #expect(x.argMax(axis: 0, keepDimensions: true).shape == [1, 3])
        #expect(Tensor.zeros([2, 0]).argMax(axis: 1).failure?.code == .shape)
        #expect(try Tensor.zeros([2, 0]).max(axes: 1).array(of: Float.self) == [-.infinity, -.infinity])
        #expect(try Tensor([3, -7] as [Int8]).min().scalar(as: Int8.self) == -7)
    }

    @Test func foldsMeanWhatTheySay() throws {
        let x = Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 9] as [Float])
        #expect(try x.sum().scalar(as: Float.self) == 24)
        #expect(try x.sum(axes: 0).array(of: Float.self) == [5, 7, 12])
        #expect(x.mean(axes: -1, keepDimensions: true).shape == [2, 1])
        #expect(try x.mean(axes: [0, 1]).scalar(as: Float.self) == 4)
        #expect(try x.variance(axes: 1).array(of: Float.self) == [Float(2) / 3, Float(14) / 3])
        #expect(try x.prod(axes: 1).array(of: Float.self) == [6, 180])
        #expect(try x.std().scalar(as: Float.self) == x.variance().scalar(as: Float.self).squareRoot())
        #expect(try (x .> 3).any(axes: 1).array(of: Bool.self) == [false, true])
        #expect(try (x .> 0).all().scalar(as: Bool.self))
        #expect(x.sum(axes: 2).failure?.code == .configuration)
        #expect(x.sum(axes: [0, -2]).failure?.code == .configuration)
        #expect(Tensor([1, 2] as [Int32]).mean().failure?.code == .elementType)
    }

    @Test func matrixProductsFollowNumPy() throws {
        var generator = TensorGenerator(seed: 3)
        func check(_ a: [Int], _ b: [Int], _ result: [Int]) throws {
            let (x, y) = (generator.floats(a, finite: true), generator.floats(b, finite: true))
            let product = matmul(x, y)
            #expect(product.shape == result)
            // Row by column, in batches that broadcast.
            let (rows, columns) = (a.count == 1 ? [1] + a : a, b.count == 1 ? b + [1] : b)
            let batch = Array(
                (a.count > 2 || b.count > 2 ? result : []).dropLast((a.count > 1 ? 1 : 0) + (b.count > 1 ? 1 : 0)))
            let left = x.reshaped(rows).broadcast(to: batch + rows.suffix(2))
            let right = y.reshaped(columns).broadcast(to: batch + columns.suffix(2))
            let (m, k, n) = (rows[rows.count - 2], a.last!, columns.last!)
            let (l, r) = (try left.array(of: Float.self), try right.array(of: Float.self))
            var expected: [Float] = []
            for g in 0..<batch.reduce(1, *) {
                for i in 0..<m {
                    for j in 0..<n {
                        var sum: Float = 0
                        for q in 0..<k { sum.addProduct(l[(g * m + i) * k + q], r[(g * k + q) * n + j]) }
                        expected.append(0 + sum)
                    }
                }
            }
            #expect(try bits(product) == bits(expected))
        }
        try check([2, 3], [3, 4], [2, 4])
        try check([3], [3, 4], [4])
        try check([2, 3], [3], [2])
        try check([3], [3], [])
        try check([5, 2, 3], [3, 4], [5, 2, 4])
        try check([2, 3], [5, 3, 4], [5, 2, 4])
        try check([5, 1, 2, 3], [6, 3, 4], [5, 6, 2, 4])
        try check([3], [6, 3, 4], [6, 4])
        try check([2, 0], [0, 3], [2, 3])
        #expect(matmul(.zeros([2, 3]), .zeros([2, 3])).failure?.code == .shape)
        #expect(matmul(.zeros([]), .zeros([2])).failure?.code == .shape)
        #expect(dot(.zeros([2, 3]), .zeros([4, 3, 5])).shape == [2, 4, 5])
        #expect(tensordot(.zeros([2, 3, 4]), .zeros([4, 3, 5]), axes: ([1, 2], [1, 0])).shape == [2, 5])
        #expect(
            try outer(Tensor([1, 2] as [Float]), Tensor([3, 4] as [Float])).array(of: Float.self) == [3, 4, 6, 8])
    }

    @Test func einsteinSummations() throws {
        var generator = TensorGenerator(seed: 7)
        let (x, y) = (generator.floats([5, 2, 3], finite: true), generator.floats([5, 3, 4], finite: true))
        #expect(try einsum("bij,bjk->bik", x, y).bitsEqual(matmul(x, y)))
        #expect(try einsum("ij,jk", x[0], y[0]).bitsEqual(matmul(x[0], y[0])))
        #expect(try einsum("bij->jb", x).bitsEqual(x.sum(axes: 1).transposed()))
        #expect(einsum("bij,kjb->ik", x, y.transposed()).shape == [2, 4])
        #expect(einsum("ij,jk,kl->il", x[0], y[0], .ones([4, 6])).shape == [2, 6])
        #expect(try einsum("i,j->ij", x[0, 0], y[0, 0]).bitsEqual(outer(x[0, 0], y[0, 0])))
        #expect(einsum("ij,jk->iz", x[0], y[0]).failure?.code == .configuration)
        #expect(einsum("ii->i", x[0]).failure?.code == .configuration)
        #expect(try einsum("...ij,...jk->...ik", x, y).bitsEqual(matmul(x, y)))
        #expect(try einsum("...i,ij->...j", x, y[0]).bitsEqual(einsum("bni,ij->bnj", x, y[0])))
        let square = matmul(x, x.transposed([0, 2, 1]))
        #expect(try einsum("ii->i", square[0]).bitsEqual(square[0].diagonal()))
        #expect(try einsum("bii", square).bitsEqual(einsum("bi->b", square.diagonal(axis1: 1, axis2: 2))))
        #expect(einsum("...i,...j->...", x, x[0]).shape == [5, 2])
        #expect(try einsum("...i,Ωi->...Ω", x[0], x[1]).bitsEqual(einsum("bi,ji->bj", x[0], x[1])))
        #expect(einsum("...i,...j->...", x, y[0]).failure?.code == .shape)
        #expect(einsum("ij", x).failure?.code == .configuration)
        #expect(einsum("ij,ik->jk", x[0], y[0]).failure?.code == .shape)
    }

    @Test func samePaddingIsKeras() {
        #expect(Padding.same.edges(size: 5, window: 3, stride: 1) == EdgePadding(1, 1))
        #expect(Padding.same.edges(size: 5, window: 2, stride: 1) == EdgePadding(0, 1))
        #expect(Padding.same.edges(size: 6, window: 3, stride: 2) == EdgePadding(0, 1))
        #expect(Padding.same.edges(size: 5, window: 3, stride: 1, dilation: 2) == EdgePadding(2, 2))
        #expect(Padding.valid.edges(size: 5, window: 3, stride: 1) == .zero)
    }

    @Test func convolutionsAndPools() throws {
        let image = Tensor.arange(16, .f32).reshaped([1, 4, 4, 1])
        let sum = conv2D(image, .ones([3, 3, 1, 1]), padding: .same)
        #expect(sum.shape == [1, 4, 4, 1])
        #expect(try sum[0, 0, .all, 0].array(of: Float.self) == [10, 18, 24, 18])
        #expect(conv2D(image, .ones([3, 3, 1, 2]), strides: [2, 2]).shape == [1, 1, 1, 2])
        #expect(convolution(.zeros([2, 9, 4]), .zeros([3, 2, 6]), groups: 2).shape == [2, 7, 6])
        #expect(conv2D(image, .ones([3, 3, 2, 1])).failure?.code == .shape)
        #expect(conv2D(image, .ones([3, 3])).failure?.code == .shape)

        let greatest = maxPool(image, window: [3, 3], strides: [2, 2], padding: .same)
        #expect(try greatest.array(of: Float.self) == [10, 11, 14, 15])
        let mean = averagePool(image, window: [3, 3], strides: [2, 2], padding: .same)
        #expect(try mean.array(of: Float.self) == [5, 6.5, 11, 12.5])
        #expect(try averagePool(image, window: [2, 2]).array(of: Float.self) == [2.5, 4.5, 10.5, 12.5])
        #expect(maxPool(image, window: [2]).failure?.code == .shape)
    }

    @Test func softmaxWorksAlongAnyAxis() throws {
        var generator = TensorGenerator(seed: 4)
        let x = generator.floats([3, 4, 5], finite: true)
        for axis in [0, 1, -1] {
            let turned = x.swappedAxes(axis, -1)
            #expect(try softmax(x, axis: axis).bitsEqual(softmax(turned).swappedAxes(axis, -1)))
            #expect(try logSoftmax(x, axis: axis).bitsEqual(logSoftmax(turned).swappedAxes(axis, -1)))
        }
        #expect(try softplus(Tensor([-200, 0, 200] as [Float])).array(of: Float.self) == [0, 0.6931472, 200])
    }
}
