import VerbatimGraph

// Parts and products of matrices.

extension Tensor {
    /// The elements below a diagonal and on it, zeros above; the last two axes are the matrices'.
    public func lowerTriangle(diagonal: Int = 0) -> Tensor {
        let size = Array(shape.suffix(2))
        let isKept = Tensor.iota(size, axis: 0) + diagonal .>= Tensor.iota(size, axis: 1)
        return which(isKept, self, Tensor.zeros(like: self))
    }

    /// The elements above a diagonal and on it, zeros below; the last two axes are the matrices'.
    public func upperTriangle(diagonal: Int = 0) -> Tensor {
        let size = Array(shape.suffix(2))
        let isKept = Tensor.iota(size, axis: 0) + diagonal .<= Tensor.iota(size, axis: 1)
        return which(isKept, self, Tensor.zeros(like: self))
    }

    /// A diagonal of matrices along two axes, which it replaces by one at the end.
    public func diagonal(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Tensor {
        let (first, second) = (axis1 < 0 ? axis1 + rank : axis1, axis2 < 0 ? axis2 + rank : axis2)
        let order = shape.indices.filter { $0 != first && $0 != second } + [first, second]
        let moved = transposed(order)
        let (rows, columns) = (shape[first], shape[second])
        let (row, column) = (Swift.max(0, -offset), Swift.max(0, offset))
        let count = Swift.max(0, Swift.min(rows - row, columns - column))
        let places = (0..<count).map { Int32((row + $0) * columns + column + $0) }
        return moved.reshaped(Array(moved.shape.dropLast(2)) + [rows * columns]).take(Tensor(places), axis: -1)
    }

    /// A matrix with a vector on its diagonal, or a matrix' diagonal.
    public func diag(offset: Int = 0) -> Tensor {
        if rank != 1 { return diagonal(offset: offset) }
        let size = count + Swift.abs(offset)
        let edges = EdgePadding(Swift.max(0, -offset), size - count - Swift.max(0, -offset))
        let column = padded([edges], with: Tensor.zeros([], elementType)).expandedDimensions(axes: 1)
        let isKept = Tensor.eye(size, diagonal: offset, .bool)
        return which(isKept, column.broadcast(to: [size, size]), Tensor.zeros([size, size], elementType))
    }

    /// The sum of a diagonal.
    public func trace(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Tensor {
        diagonal(offset: offset, axis1: axis1, axis2: axis2).sum(axes: -1)
    }

    /// The tensor turned by quarters in the plane of two axes, from the first towards the second.
    public func rotated90(_ quarters: Int = 1, axes: (Int, Int) = (0, 1)) -> Tensor {
        switch ((quarters % 4) + 4) % 4 {
        case 1: return reversed(axes: Axes(axes.1)).swappedAxes(axes.0, axes.1)
        case 2: return reversed(axes: [axes.0, axes.1])
        case 3: return swappedAxes(axes.0, axes.1).reversed(axes: Axes(axes.1))
        default: return self
        }
    }

    /// The elements moved along an axis; those that fall off come in at the other end.
    ///
    /// Without an axis all move in one row.
    public func rolled(_ shift: Int, axis: Int? = nil) -> Tensor {
        guard let axis else { return flattened().rolled(shift, axis: 0).reshaped(shape) }
        let count = shape[axis < 0 ? axis + rank : axis]
        guard count > 0 else { return self }
        let split = (count - shift % count) % count
        return split == 0
            ? self : concatenate([slice(split..<count, axis: axis), slice(0..<split, axis: axis)], axis: axis)
    }
}

/// The contraction of the last axes.
public func inner(_ left: Tensor, _ right: Tensor) -> Tensor {
    left.rank == 0 || right.rank == 0 ? left * right : tensordot(left, right, axes: ([-1], [-1]))
}

/// The product of all elements, pair by pair, added up.
public func vdot(_ left: Tensor, _ right: Tensor) -> Tensor { matmul(left.flattened(), right.flattened()) }

/// The vector product of vectors along the last axis, of three numbers each.
public func cross(_ left: Tensor, _ right: Tensor) -> Tensor {
    let (a, b) = (left.split(3, axis: -1), right.split(3, axis: -1))
    return concatenate(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], axis: -1)
}

/// Kronecker's product of matrices: each element of the left times the right.
public func kron(_ left: Tensor, _ right: Tensor) -> Tensor {
    let (a, b) = (left.shape, right.shape)
    let product = left.reshaped([a[0], 1, a[1], 1]) * right.reshaped([1, b[0], 1, b[1]])
    return product.reshaped([a[0] * b[0], a[1] * b[1]])
}

/// Grids of the coordinates: each vector repeated along the others' axes; the first two exchanged for `xy`.
public func meshgrid(_ vectors: [Tensor], isXY: Bool = true) -> [Tensor] {
    var axes = Array(vectors.indices)
    if isXY && axes.count > 1 { axes.swapAt(0, 1) }
    let shape = axes.map { vectors[$0].count }
    return vectors.enumerated().map { number, vector in
        let place = axes.firstIndex(of: number)!
        return vector.reshaped(shape.indices.map { $0 == place ? vector.count : 1 }).broadcast(to: shape)
    }
}

/// The distances between rows: `sqrt(sum((a - b)^2))`; `[m, k] x [n, k] -> [m, n]`.
public func cdist(_ left: Tensor, _ right: Tensor) -> Tensor {
    let difference = left.expandedDimensions(axes: -2) - right.expandedDimensions(axes: -3)
    return sqrt(square(difference).sum(axes: -1))
}

/// How a sliding product treats its ends.
public enum CorrelationMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Where both overlap wholly.
    case valid
    /// As many places as the longer one has.
    case same
    /// Wherever they overlap.
    case full
}

/// The sliding products of two vectors: `sum(left[n + k] * right[n])`.
public func correlate(_ left: Tensor, _ right: Tensor, mode: CorrelationMode = .valid) -> Tensor {
    if right.count > left.count {
        return correlate(right, left, mode: mode).reversed(axes: 0)
    }
    let width = right.count
    let edges: EdgePadding =
        switch mode {
        case .valid: .zero
        case .same: EdgePadding(width / 2, width - 1 - width / 2)
        case .full: EdgePadding(width - 1, width - 1)
        }
    let row = left.padded([edges], with: Tensor.zeros([], left.elementType)).reshaped([1, -1, 1])
    return convolution(row, right.reshaped([width, 1, 1])).flattened()
}
