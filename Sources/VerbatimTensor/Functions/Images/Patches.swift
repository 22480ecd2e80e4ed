import VerbatimGraph

extension Tensor {
    /// The windows over images or volumes, each a row: `[batch, spatial..., channels] -> [batch, places..., window * channels]`.
    ///
    /// A row has the window in row-major order and the channels inner-most; strides default to the window.
    public func patches(
        window: [Int], strides: [Int]? = nil, dilations: [Int]? = nil, padding: Padding = .valid
    ) -> Tensor {
        let strides = strides ?? window
        let dilations = dilations ?? window.map { _ in 1 }
        let edges = window.indices.map {
            padding.edges(size: shape[$0 + 1], window: window[$0], stride: strides[$0], dilation: dilations[$0])
        }
        let image = padded([.zero] + edges + [.zero], with: Tensor.zeros([], elementType))
        let counts = window.indices.map {
            (image.shape[$0 + 1] - (window[$0] - 1) * dilations[$0] - 1) / strides[$0] + 1
        }
        var pieces = [image]
        for axis in window.indices {
            pieces = pieces.flatMap { piece in
                (0..<window[axis]).map { place in
                    let start = place * dilations[axis]
                    return piece.slice(
                        start..<start + (counts[axis] - 1) * strides[axis] + 1, axis: axis + 1, step: strides[axis])
                }
            }
        }
        return concatenate(pieces, axis: -1)
    }

    /// The blocks of a channel spread over height and width: `[b, h, w, block^2 * c] -> [b, h * block, w * block, c]`.
    public func depthToSpace(_ block: Int) -> Tensor {
        let (b, h, w, c) = (shape[0], shape[1], shape[2], shape[3] / (block * block))
        return reshaped([b, h, w, block, block, c]).transposed([0, 1, 3, 2, 4, 5])
            .reshaped([b, h * block, w * block, c])
    }

    /// The pixels of each block as channels: `[b, h * block, w * block, c] -> [b, h, w, block^2 * c]`.
    public func spaceToDepth(_ block: Int) -> Tensor {
        let (b, h, w, c) = (shape[0], shape[1] / block, shape[2] / block, shape[3])
        return reshaped([b, h, block, w, block, c]).transposed([0, 1, 3, 2, 4, 5])
            .reshaped([b, h, w, block * block * c])
    }

    /// The values at places between the elements, `[rank, ...]`: the nearest for order 0, between two for order 1.
    public func mapped(at coordinates: Tensor, order: Int = 1, fill: FillMode = .constant, value: Double = 0) -> Tensor
    {
        let shape = Array(coordinates.shape.dropFirst())
        var terms: [(weight: Tensor?, place: Tensor, isInside: Tensor?)] = [(nil, Tensor.zeros(shape, .i32), nil)]
        for (axis, size) in self.shape.enumerated() {
            let x = fill.inside(coordinates[axis].cast(to: elementType), size: size)
            let low = order == 0 ? round(x) : floor(x)
            let taps: [(Tensor, Tensor?)] = order == 0 ? [(low, nil)] : [(low, 1 - (x - low)), (low + 1, x - low)]
            terms = terms.flatMap { term in
                taps.map { place, weight in
                    let inside = place.clip(0, Tensor(floatLiteral: Double(size - 1)))
                    let isIn = inside .== place
                    return (
                        weight.map { w in term.weight.map { $0 * w } ?? w } ?? term.weight,
                        term.place * size + inside.cast(to: .i32), term.isInside.map { $0 .& isIn } ?? isIn
                    )
                }
            }
        }
        let flat = flattened()
        let parts = terms.map { term in
            let read = flat.take(term.place)
            let known =
                fill == .constant
                ? which(term.isInside!, read, Tensor.full(like: read, Tensor(floatLiteral: value))) : read
            return term.weight.map { known * $0 } ?? known
        }
        return parts.dropFirst().reduce(parts[0], +)
    }
}
