import Testing
import VerbatimTensor
import VerbatimTestSupport

/// Eigenvalues and singular values, against what they are by definition.
@Suite struct EigenvalueTests {
    private func matrices(_ shape: [Int], seed: UInt64) -> Tensor {
        var generator = TensorGenerator(seed: seed)
        return tanh(generator.floats(shape, finite: true))
    }

    @Test(arguments: 1...5) func eigenvectorsAreTurnedByTheirEigenvalues(size: Int) throws {
        let x = matrices([3, size, size], seed: UInt64(size))
        let symmetric = x + x.transposed([0, 2, 1])
        let (values, vectors) = try symmetric.symmetricEigen()
        let left = try matmul(symmetric, vectors).array(of: Float.self)
        #expect(agrees(left, try (vectors * values.expandedDimensions(axes: 1)).array(of: Float.self), within: 1e-5))
        let unit = matmul(vectors.transposed([0, 2, 1]), vectors)
        let expected = Tensor.eye(size).broadcast(to: unit.shape)
        #expect(agrees(try unit.array(of: Float.self), try expected.array(of: Float.self), within: 1e-5))
        #expect(try values.sorted().bitsEqual(values))
    }

    @Test func eigenvaluesOfEqualSizeAreFound() throws {
        let (values, vectors) = try (Tensor.eye(3) * 2).symmetricEigen()
        #expect(try values.array(of: Float.self) == [2, 2, 2])
        #expect(try vectors.array(of: Float.self) == Tensor.eye(3).array(of: Float.self))
    }

    @Test(arguments: [[4, 2], [2, 4], [3, 3]]) func singularValuesAreRootsOfEigenvalues(shape: [Int]) throws {
        let x = matrices([2] + shape, seed: 11)
        let turned = x.transposed([0, 2, 1])
        let (values, _) = try (shape[0] < shape[1] ? matmul(x, turned) : matmul(turned, x)).symmetricEigen()
        let found = try x.singularValues()
        let least = min(shape[0], shape[1])
        #expect(found.shape == [2, least])
        let squares = try square(found).sorted().array(of: Float.self)
        #expect(agrees(squares, try values.array(of: Float.self), within: 1e-5))
    }

    @Test func whatIsNoMatrixIsRefused() {
        #expect { try Tensor.ones([2, 3]).symmetricEigen() } throws: { "\($0)".contains("not square") }
        #expect { try Tensor.ones([3]).singularValues() } throws: { "\($0)".contains("only matrices") }
    }
}
