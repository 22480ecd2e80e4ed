import VerbatimGraph

// Orders and what follows from them. Each element is compared with all others along the axis, so that the cost grows with
// the square of its size; NaN is the greatest.

extension Tensor {
    /// The places of the elements along an axis in ascending, or descending, order, `i32`; equal ones keep their order.
    public func argSort(axis: Int = -1, isDescending: Bool = false) -> Tensor {
        let rows = movedAxis(axis, to: -1)
        let count = rows.shape[rows.rank - 1]
        let (here, there) = (rows.expandedDimensions(axes: -1), rows.expandedDimensions(axes: -2))
        var (comes, equals) = (isDescending ? there .> here : there .< here, there .== here)
        if elementType.isFloat {
            let (hereNaN, thereNaN) = (here .!= here, there .!= there)
            comes = comes .| (isDescending ? thereNaN .& .!hereNaN : .!thereNaN .& hereNaN)
            equals = equals .| (hereNaN .& thereNaN)
        }
        let square = [count, count]
        let isBefore = Tensor.iota(square, axis: 1) .< Tensor.iota(square, axis: 0)
        let rank = (comes .| (equals .& isBefore)).cast(to: .i32).sum(axes: -1)
        let hits = rank.expandedDimensions(axes: -2) .== Tensor.iota(square, axis: 0)
        let places = which(hits, Tensor.iota(square, axis: 1), Tensor.zeros(square, .i32)).sum(axes: -1)
        return places.movedAxis(-1, to: axis)
    }

    /// The elements along an axis in ascending, or descending, order.
    public func sorted(axis: Int = -1, isDescending: Bool = false) -> Tensor {
        takeAlong(argSort(axis: axis, isDescending: isDescending), axis: axis)
    }

    /// The `count` greatest elements along the last axis, the greatest first, and their places, `i32`.
    public func topK(_ count: Int) -> (values: Tensor, places: Tensor) {
        let places = argSort(isDescending: true).slice(0..<Swift.min(count, shape.last ?? 0), axis: -1)
        return (takeAlong(places, axis: rank - 1), places)
    }

    /// The quantile of a part from 0 to 1 along an axis, or of all elements: between two neighbours in order, linearly.
    public func quantile(_ part: Double, axis: Int? = nil, keepDimensions: Bool = false) -> Tensor {
        let rows = axis == nil ? flattened() : self
        let place = axis ?? 0
        let sorted = rows.sorted(axis: place)
        let count = rows.shape[place < 0 ? place + rows.rank : place]
        let position = part * Double(count - 1)
        let low = Int(position.rounded(.down))
        let weight = position - Double(low)
        let lower = sorted.slice(low..<low + 1, axis: place)
        let upper = sorted.slice(Swift.min(low + 1, count - 1)..<Swift.min(low + 2, count), axis: place)
        let rest = 1 - weight.weakTensor.typed(sorted.elementType)
        let result = weight == 0 ? lower : lower * rest + upper * weight
        if axis == nil {
            return result.reshaped(keepDimensions ? shape.map { _ in 1 } : [])
        }
        return keepDimensions ? result : result.squeezed(axes: Axes(place))
    }

    /// The middle element in order along an axis, or the mean of the two middle ones.
    public func median(axis: Int? = nil, keepDimensions: Bool = false) -> Tensor {
        quantile(0.5, axis: axis, keepDimensions: keepDimensions)
    }

    /// The different elements in ascending order; the tensor has to be in memory.
    ///
    /// - Throws: What `value()` throws, or `VerbatimError` for floats.
    public func unique() throws -> Tensor {
        guard elementType.isInteger else {
            throw VerbatimError(
                .elementType, "different elements are told of integers", received: elementType.rawValue,
                expected: "an integer type")
        }
        let numbers = Set(try cast(to: .i64).array(of: Int64.self)).sorted()
        return Tensor(numbers).cast(to: elementType)
    }
}

/// How many of the ascending numbers lie below each value, or not above it from the right: where it would be inserted.
public func searchSorted(_ ascending: Tensor, _ values: Tensor, fromRight: Bool = false) -> Tensor {
    let spread = values.expandedDimensions(axes: -1)
    return (fromRight ? ascending .<= spread : ascending .< spread).cast(to: .i32).sum(axes: -1)
}

/// The number of each value's bin: how many of the ascending boundaries are not above it.
public func digitize(_ values: Tensor, _ boundaries: Tensor) -> Tensor {
    searchSorted(boundaries, values, fromRight: true)
}

/// Whether the prediction of each row's target is among its `count` greatest.
public func inTopK(_ targets: Tensor, _ predictions: Tensor, _ count: Int) -> Tensor {
    let own = predictions.takeAlong(targets.expandedDimensions(axes: -1), axis: predictions.rank - 1)
    return (predictions .> own).cast(to: .i32).sum(axes: -1) .< count
}

/// How often each number from 0 to below `count` occurs in the last axis, or the sum of the weights where it does.
public func binCount(_ numbers: Tensor, count: Int, weights: Tensor? = nil) -> Tensor {
    let hits = numbers.expandedDimensions(axes: -1) .== Tensor.iota([count], axis: 0, numbers.elementType)
    guard let weights else { return hits.cast(to: .i32).sum(axes: -2) }
    let spread = weights.expandedDimensions(axes: -1)
    return which(hits, spread, Tensor.zeros(like: spread)).sum(axes: -2)
}
