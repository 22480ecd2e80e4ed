import VerbatimGraph

// Eigenvalues and singular values of small matrices, by rotations that are written out: the graph grows with the matrices.

extension Tensor {
    /// The eigenvalues of symmetric matrices `[..., n, n]` in ascending order, and eigenvectors as columns.
    ///
    /// Jacobi's method: eight rounds over all pairs of columns, each turned until the element between them is 0. The sign of
    /// a vector is the rotations'. Gradients are those of single eigenvalues; between equal ones they are left out.
    ///
    /// - Source: Golub and van Loan, Matrix Computations, section 8.5.
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func symmetricEigen() throws -> (values: Tensor, vectors: Tensor) {
        let size = try squareSize()
        var matrix = stopGradient() * 0.5 + stopGradient().swappedAxes(-2, -1) * 0.5
        var vectors = Tensor.eye(size, elementType).broadcast(to: shape)
        for (p, q) in Self.rotatedPairs(size) {
            let turn = Self.rotation(
                size, (p, q), matrix.element(p, p), matrix.element(q, q), matrix.element(p, q))
            matrix = matmul(turn.swappedAxes(-2, -1), matmul(matrix, turn))
            vectors = matmul(vectors, turn)
        }
        let order = matrix.diagonal(axis1: -2, axis2: -1).argSort()
        let columns = vectors.takeAlong(
            order.expandedDimensions(axes: -2).broadcast(to: vectors.shape), axis: rank - 1)
        // The values are exact to second order in what is left beside the diagonal, and carry the gradient.
        let turned = matmul(columns.swappedAxes(-2, -1), matmul(self * 0.5 + swappedAxes(-2, -1) * 0.5, columns))
        let values = turned.diagonal(axis1: -2, axis2: -1)
        let (row, column) = (values.expandedDimensions(axes: -1), values.expandedDimensions(axes: -2))
        let gaps = (column - row).stopGradient()
        let isApart = gaps .!= 0
        let factors = which(isApart, 1 / which(isApart, gaps, Tensor.ones(like: gaps)), Tensor.zeros(like: gaps))
        let change = matmul(columns, factors * (turned - turned.stopGradient()))
        return (values, columns + change)
    }

    /// The singular values of matrices `[..., m, n]` in descending order.
    ///
    /// Hestenes' method: eight rounds over all pairs of columns, each turned until they are orthogonal; the values are the
    /// columns' lengths.
    ///
    /// - Source: Golub and van Loan, Matrix Computations, section 8.6.
    /// - Throws: `VerbatimError` for tensors that are no matrices.
    public func singularValues() throws -> Tensor {
        if let failure { throw failure }
        guard rank >= 2, shape.suffix(2).allSatisfy({ $0 > 0 }) else {
            throw VerbatimError(
                .shape, "only matrices have singular values", received: "\(shape)", expected: "[..., m, n]")
        }
        let tall = shape[rank - 2] >= shape[rank - 1] ? self : swappedAxes(-2, -1)
        let size = tall.shape[rank - 1]
        var matrix = tall.stopGradient()
        var vectors = Tensor.eye(size, elementType).broadcast(to: Array(shape.dropLast(2)) + [size, size])
        for (p, q) in Self.rotatedPairs(size) {
            let (first, second) = (matrix.column(p), matrix.column(q))
            func product(_ a: Tensor, _ b: Tensor) -> Tensor { (a * b).sum(axes: -2, keepDimensions: true) }
            let turn = Self.rotation(
                size, (p, q), product(first, first), product(second, second), product(first, second))
            matrix = matmul(matrix, turn)
            vectors = matmul(vectors, turn)
        }
        let lengths = sqrt(square(matrix).sum(axes: -2, keepDimensions: true))
        let directions = matrix / which(lengths .== 0, Tensor.ones(like: lengths), lengths)
        let values = (directions * matmul(tall, vectors)).sum(axes: -2)
        return values.takeAlong(values.argSort(isDescending: true), axis: rank - 2)
    }

    /// The pairs of columns in the order in which they are turned.
    private static func rotatedPairs(_ size: Int) -> [(Int, Int)] {
        (0..<8).flatMap { _ in (0..<size).flatMap { p in (p + 1..<Swift.max(size, p + 1)).map { (p, $0) } } }
    }

    /// The rotation of two columns that makes the element between them 0, given the two on the diagonal and this one.
    private static func rotation(
        _ size: Int, _ pair: (Int, Int), _ first: Tensor, _ second: Tensor, _ between: Tensor
    ) -> Tensor {
        let isDone = between .== 0
        let one = Tensor.ones(like: between)
        let slope = (second - first) / which(isDone, one, between + between)
        let tangent = which(slope .< 0, -one, one) / (abs(slope) + sqrt(square(slope) + 1))
        let t = which(isDone, Tensor.zeros(like: between), tangent)
        let cosine = 1 / sqrt(square(t) + 1)
        let sine = t * cosine
        let (row, column) = (Tensor.iota([size, size], axis: 0), Tensor.iota([size, size], axis: 1))
        func at(_ i: Int, _ j: Int) -> Tensor { (row .== i) .& (column .== j) }
        let unit = Tensor.eye(size, between.elementType)
        let diagonal = which(at(pair.0, pair.0) .| at(pair.1, pair.1), cosine, unit)
        return which(at(pair.0, pair.1), sine, which(at(pair.1, pair.0), -sine, diagonal))
    }

    private func element(_ row: Int, _ column: Int) -> Tensor { slice(row..<row + 1, axis: -2).column(column) }

    private func column(_ place: Int) -> Tensor { slice(place..<place + 1, axis: -1) }
}
