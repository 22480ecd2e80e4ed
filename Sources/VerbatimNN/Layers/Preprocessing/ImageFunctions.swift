import VerbatimGraph
import VerbatimTensor

/// The luma of images of three colours, channels last: `[..., 1]`.
func luma(_ image: Tensor) -> Tensor { image.rgbToGrayscale() }

/// Images in another size, channels last, cropped or padded to its proportions first where that is asked for.
///
/// - Source: Keras 3's image.resize for the sizes of the crop and of the padding.
package func resized(
    _ image: Tensor, height: Int, width: Int, interpolation: Interpolation, antialias: Bool = false,
    cropsToAspectRatio: Bool = false, pad: Double? = nil
) -> Tensor {
    var image = image
    let (rows, columns) = (image.shape[1], image.shape[2])
    let (tall, wide) = (columns * height / width, rows * width / height)
    if cropsToAspectRatio {
        let (h, w) = (max(min(rows, tall), 1), max(min(columns, wide), 1))
        let (top, left) = ((rows - h) / 2, (columns - w) / 2)
        image = image.slice(top..<top + h, axis: 1).slice(left..<left + w, axis: 2)
    } else if let pad {
        let (h, w) = (max(rows, tall), max(columns, wide))
        let (top, left) = ((h - rows) / 2, (w - columns) / 2)
        image = image.padded(
            [.zero, EdgePadding(top, h - rows - top), EdgePadding(left, w - columns - left), .zero],
            with: Tensor(floatLiteral: pad).cast(to: image.elementType))
    }
    return image.resized(height: height, width: width, interpolation: interpolation, antialias: antialias)
}

/// Images whose values, by channel over all images, are spread evenly.
func equalized(_ image: Tensor, _ range: ValueRange, bins: Int) -> Tensor {
    let values = range.moved(image, to: [0, 255])
    let last = bins - 1
    let counted = (values * last / 255.0).cast(to: .i32).clip(0, Tensor(Int32(last)))
    let channels = image.shape[3]
    let flat = counted.movedAxis(-1, to: 0).reshaped([channels, -1])
    let histogram = oneHot(flat, classes: bins, .i32).sum(axes: 1)
    let upTo = (Tensor.iota([bins, bins], axis: 0) .<= Tensor.iota([bins, bins], axis: 1)).cast(to: .f32)
    let sums = matmul(histogram.cast(to: .f32), upTo)
    let huge = Tensor.full(like: sums, Tensor(floatLiteral: 3e38))
    let least = which(sums .> 0, sums, huge).min(axes: 1, keepDimensions: true)
    let range255 = sums.slice(last..<bins, axis: 1) - least
    let divisor = which(range255 .== 0, Tensor.ones(like: range255), range255)
    let table = round((sums - least) * 255.0 / divisor).clip(0, 255).cast(to: image.elementType)
    let places = (values / 255.0 * last).clip(0, Tensor(floatLiteral: Double(last))).cast(to: .i32)
    let moved = places.movedAxis(-1, to: 0).reshaped([channels, -1])
    let spread = table.takeAlong(moved, axis: 1)
    let shape = [channels] + image.shape.dropLast()
    let result = spread.reshaped(shape).movedAxis(0, to: -1)
    let isVaried = ((histogram .> 0).cast(to: .i32).sum(axes: 1) .> 1).reshaped([1, 1, 1, channels])
    return ValueRange(0, 255).moved(which(isVaried, result, values), to: range)
}
