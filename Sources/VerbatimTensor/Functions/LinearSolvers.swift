import VerbatimGraph

// Small systems of equations, by elimination whose steps are written out: the graph grows with the size of the matrices.

extension Tensor {
    /// The determinant of matrices `[..., n, n]`, by elimination with the greatest pivot of each column.
    ///
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func determinant() throws -> Tensor {
        let found = try eliminated(nil)
        return found.pivots.reduce(found.sign) { $0 * $1 }
    }

    /// The sign of the determinant and the logarithm of its magnitude.
    ///
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func signedLogDeterminant() throws -> (sign: Tensor, log: Tensor) {
        let found = try eliminated(nil)
        let sign = found.pivots.reduce(found.sign) { $0 * VerbatimTensor.sign($1) }
        let logs = found.pivots.map { VerbatimTensor.log(abs($0)) }
        return (sign, logs.dropFirst().reduce(logs[0], +))
    }

    /// The inverse of matrices `[..., n, n]`.
    ///
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func inverse() throws -> Tensor {
        let unit = Tensor.eye(shape.last ?? 0, elementType).broadcast(to: shape)
        return try solved(unit)
    }

    /// The solutions x of `self · x = right`, `[..., n, n]` and `[..., n, m]`.
    ///
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func solved(_ right: Tensor) throws -> Tensor {
        let found = try eliminated(right)
        var rows: [Tensor] = []
        let size = shape[rank - 1]
        let (upper, sides) = (found.matrix.split(size, axis: -2), found.right!.split(size, axis: -2))
        for row in (0..<size).reversed() {
            var value = sides[row]
            for (number, known) in rows.enumerated() {
                let column = size - 1 - number
                value = value - upper[row].slice(column..<column + 1, axis: -1) * known
            }
            rows.append(value / upper[row].slice(row..<row + 1, axis: -1))
        }
        return concatenate(rows.reversed(), axis: -2)
    }

    /// The lower triangle L of symmetric matrices with `L · Lt = self`.
    ///
    /// - Throws: `VerbatimError` for matrices that are not square.
    public func cholesky() throws -> Tensor {
        let size = try squareSize()
        let symmetric = self * 0.5 + swappedAxes(-2, -1) * 0.5
        var columns: [Tensor] = []
        for place in 0..<size {
            var column = symmetric.slice(place..<place + 1, axis: -1)
            for known in columns { column = column - known * known.slice(place..<place + 1, axis: -2) }
            let root = sqrt(column.slice(place..<place + 1, axis: -2))
            let isBelow = (Tensor.iota([size, 1], axis: 0) .>= place)
            columns.append(which(isBelow, column / root, Tensor.zeros(like: column)))
        }
        return concatenate(columns, axis: -1)
    }

    /// Orthonormal columns Q and the upper triangle R with `Q · R = self`, by reflections: an element of R's diagonal has the
    /// sign opposite to that of the column's first element when its turn comes.
    ///
    /// - Throws: `VerbatimError` for matrices with more columns than rows.
    public func qr() throws -> (q: Tensor, r: Tensor) {
        guard rank >= 2, shape[rank - 2] >= shape[rank - 1] else {
            throw VerbatimError(
                .shape, "a matrix cannot be made orthogonal", received: "\(shape)", expected: "as many rows as columns")
        }
        let (rows, columns) = (shape[rank - 2], shape[rank - 1])
        let row = Tensor.iota([rows, 1], axis: 0)
        var matrix = self
        var reflections: [Tensor] = []
        func reflected(_ x: Tensor, _ v: Tensor) -> Tensor {
            x - v * (2 * (v * x).sum(axes: -2, keepDimensions: true))
        }
        for place in 0..<Swift.min(columns, rows - 1) {
            let column = matrix.slice(place..<place + 1, axis: -1)
            let open = which(row .>= place, column, Tensor.zeros(like: column))
            let first = column.slice(place..<place + 1, axis: -2)
            let length = sqrt(square(open).sum(axes: -2, keepDimensions: true))
            let turned = which(first .< 0, -length, length)
            let direction = which(row .== place, open + turned, open)
            let v = direction / sqrt(square(direction).sum(axes: -2, keepDimensions: true))
            matrix = reflected(matrix, v)
            reflections.append(v)
        }
        var q = Tensor.eye(rows, columns: columns, elementType).broadcast(to: shape)
        for v in reflections.reversed() { q = reflected(q, v) }
        return (q, matrix.slice(0..<columns, axis: -2).upperTriangle())
    }

    /// The size of square matrices.
    func squareSize() throws -> Int {
        if let failure { throw failure }
        guard rank >= 2, shape[rank - 1] == shape[rank - 2], shape[rank - 1] > 0 else {
            throw VerbatimError(
                .shape, "a matrix is not square", received: "\(shape)", expected: "[..., n, n], n of at least 1")
        }
        return shape[rank - 1]
    }

    /// The upper triangle that elimination leaves, with the pivots, the sign of the exchanges, and what went along.
    private func eliminated(
        _ right: Tensor?
    ) throws -> (matrix: Tensor, right: Tensor?, pivots: [Tensor], sign: Tensor) {
        let size = try squareSize()
        var (matrix, right) = (self, right)
        var sign = Tensor.ones(Array(shape.dropLast(2)), elementType)
        var pivots: [Tensor] = []
        let rows = Tensor.iota([size], axis: 0)
        for place in 0..<size {
            // The row of the greatest element not above comes to this place.
            let column = abs(matrix.slice(place..<place + 1, axis: -1)).squeezed(axes: -1).stopGradient()
            let open = which(rows .>= place, column, Tensor.full(like: column, -1))
            let best = open.argMax(axis: -1, keepDimensions: true)
            let order = which(
                rows .== place, best.broadcast(to: column.shape),
                which(rows .== best, Tensor.full(like: best, Tensor(Int32(place))), rows))
            func exchanged(_ x: Tensor) -> Tensor {
                x.takeAlong(order.expandedDimensions(axes: -1).broadcast(to: x.shape), axis: x.rank - 2)
            }
            matrix = exchanged(matrix)
            right = right.map(exchanged)
            sign = which(best.squeezed(axes: -1) .== place, sign, -sign)
            let pivotRow = matrix.slice(place..<place + 1, axis: -2)
            let pivot = pivotRow.slice(place..<place + 1, axis: -1)
            pivots.append(pivot.squeezed(axes: [-2, -1]))
            let isBelow = (rows .> place).reshaped([size, 1])
            let factors = which(
                isBelow, matrix.slice(place..<place + 1, axis: -1) / pivot,
                Tensor.zeros(Array(matrix.shape.dropLast()) + [1], elementType))
            matrix = matrix - factors * pivotRow
            right = right.map { $0 - factors * $0.slice(place..<place + 1, axis: -2) }
        }
        return (matrix, right, pivots, sign)
    }
}

/// The solutions x of `a · x = b` for a triangle a; the other half of a is not read.
///
/// - Throws: `VerbatimError` for matrices that do not go together.
public func solveTriangular(_ a: Tensor, _ b: Tensor, isLower: Bool) throws -> Tensor {
    let size = a.shape.last ?? 0
    let right = b.rank == a.rank - 1 ? b.expandedDimensions(axes: -1) : b
    guard a.rank >= 2, a.shape[a.rank - 2] == size, right.shape[right.rank - 2] == size, size > 0 else {
        throw VerbatimError(
            .shape, "a triangle does not suit its right side", received: "\(a.shape) and \(b.shape)",
            expected: "[..., n, n] and [..., n, m]")
    }
    let (lines, sides) = (a.split(size, axis: -2), right.split(size, axis: -2))
    var known: [Int: Tensor] = [:]
    for row in isLower ? Array(0..<size) : Array((0..<size).reversed()) {
        var value = sides[row]
        for column in isLower ? Array(0..<row) : Array(row + 1..<size) {
            value = value - lines[row].slice(column..<column + 1, axis: -1) * known[column]!
        }
        known[row] = value / lines[row].slice(row..<row + 1, axis: -1)
    }
    let result = concatenate((0..<size).map { known[$0]! }, axis: -2)
    return b.rank == a.rank - 1 ? result.squeezed(axes: -1) : result
}

/// The x of least `|a · x - b|` for more rows than columns, through Q and R.
///
/// - Throws: `VerbatimError` for matrices with more columns than rows.
public func leastSquares(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let (q, r) = try a.qr()
    return try solveTriangular(r, matmul(q.swappedAxes(-2, -1), b), isLower: false)
}
